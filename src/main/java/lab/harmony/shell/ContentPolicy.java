package lab.harmony.shell;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.stereotype.Component;

/// What a browser may do with a page of the lab: nothing comes from or goes to another origin, and
/// a script that stands in a page runs only if the lab put it there.
///
/// Vaadin's page begins with scripts in it. Each page names them by a random word of its own (a
/// nonce), so markup that found its way into a page cannot run. Vaadin's client engine builds
/// functions from text and puts styles into elements: `unsafe-eval`, and `unsafe-inline` for
/// styles, have to stay.
@Component
final class ContentPolicy implements VaadinServiceInitListener {
  private static final long serialVersionUID = 1L;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int NONCE_BYTES = 18;

  /// The policy of every answer that is no page of Vaadin's.
  static final String WITHOUT_SCRIPTS_IN_PAGES = policy("");

  @Override
  public void serviceInit(ServiceInitEvent event) {
    event.addIndexHtmlRequestListener(ContentPolicy::nameScripts);
  }

  private static void nameScripts(IndexHtmlResponse page) {
    var bytes = new byte[NONCE_BYTES];
    RANDOM.nextBytes(bytes);
    var nonce = Base64.getEncoder().encodeToString(bytes);
    page.getDocument().select("script").forEach(script -> script.attr("nonce", nonce));
    page.getVaadinResponse()
        .setHeader("Content-Security-Policy", policy(" 'nonce-%s'".formatted(nonce)));
  }

  private static String policy(String scripts) {
    return String.join(
        "; ",
        "default-src 'self'",
        "script-src 'self' 'unsafe-eval'" + scripts,
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'");
  }
}
