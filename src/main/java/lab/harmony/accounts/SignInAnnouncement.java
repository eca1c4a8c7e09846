package lab.harmony.accounts;

import java.net.URI;
import java.nio.file.Files;
import lab.harmony.accounts.links.SignInLinks;
import lab.harmony.network.Reach;
import lab.harmony.people.People;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.Workspace;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Prints the address of the lab with a sign-in link once it is ready, and lets other processes of
/// this machine know where it answers.
///
/// To the terminal, not to the log: a log is kept, and a link is a secret.
@Component
public class SignInAnnouncement {
  private static final String FIRST_EXPERIMENT = "baseline";

  private final SignInLinks links;
  private final People people;
  private final DataFolder data;
  private final Workspace workspace;
  private final ObjectProvider<Reach> reach;

  SignInAnnouncement(
      SignInLinks links,
      People people,
      DataFolder data,
      Workspace workspace,
      ObjectProvider<Reach> reach) {
    this.links = links;
    this.people = people;
    this.data = data;
    this.workspace = workspace;
    this.reach = reach;
  }

  @EventListener
  void announce(ApplicationReadyEvent event) {
    if (event.getApplicationContext() instanceof WebServerApplicationContext web
        && web.getWebServer() != null) {
      var port = web.getWebServer().getPort();
      var lab = reach.getObject().address(port);
      RunningLab.here(port, lab, people.local()).announce(data);
      System.out.printf(
          "%nHarmony Lab is ready. Open%n  %s%n(works once, within %d minutes; ./lab link prints"
              + " another)%n%n",
          link(lab), SignInLinks.LIFE.toMinutes());
    }
  }

  /// A fresh link to the page that the lab at this address shows first.
  public URI link(URI lab) {
    return Files.isDirectory(workspace.experiments().resolve(FIRST_EXPERIMENT))
        ? links.issue(lab, "/experiments/" + FIRST_EXPERIMENT)
        : links.issue(lab);
  }
}
