package lab.harmony.reports;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/// A report page as an answer to a browser: it may show itself and do nothing else.
final class PageResponse {

  /// The page's own policy allows its style by digest; here it is enough that nothing runs, loads
  /// or frames it.
  private static final String POLICY =
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-popups allow-popups-to-escape-sandbox allow-modals";

  private PageResponse() {}

  static void send(HttpServletResponse response, int status, byte[] html) throws IOException {
    response.setStatus(status);
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Robots-Tag", "noindex, nofollow, noarchive");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("text/html;charset=utf-8");
    response.setContentLength(html.length);
    response.getOutputStream().write(html);
  }
}
