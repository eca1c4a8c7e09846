package lab.harmony.accounts;

import java.net.URI;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Prints the address of the lab with a sign-in link once it is ready.
///
/// To the terminal, not to the log: a log is kept, and a link is a secret.
@Component
class SignInAnnouncement {
  private final SignInLinks links;

  SignInAnnouncement(SignInLinks links) {
    this.links = links;
  }

  @EventListener
  void announce(ApplicationReadyEvent event) {
    if (event.getApplicationContext() instanceof WebServerApplicationContext web
        && web.getWebServer() != null) {
      var lab = URI.create("http://127.0.0.1:%d/".formatted(web.getWebServer().getPort()));
      System.out.printf(
          "%nHarmony Lab is ready. Open%n  %s%n(works once, within %d minutes; ./lab link prints"
              + " another)%n%n",
          links.issue(lab), SignInLinks.LIFE.toMinutes());
    }
  }
}
