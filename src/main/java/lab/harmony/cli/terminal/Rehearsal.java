package lab.harmony.cli.terminal;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lab.harmony.accounts.SignInAnnouncement;
import lab.harmony.runs.RunFilter;
import lab.harmony.runs.store.RunQueue;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/// Opens screens of a lab that has just started, as a browser does: sign-in, the page, the screen,
/// and what it asks for. A virtual machine that remembers what this loaded starts faster, and shows
/// these screens faster the first time.
public final class Rehearsal {
  /// How often each screen is opened: what ran often enough to be measured is compiled sooner.
  private static final int ROUNDS = 4;

  private Rehearsal() {}

  /// Opens the first page alone.
  ///
  /// @throws IOException if the lab does not answer as it should
  public static void ofFirstPage(ConfigurableApplicationContext lab)
      throws IOException, InterruptedException {
    try (var _ = signedIn(lab)) {
      // it shows the screen that its link leads to
    }
  }

  /// Opens the first page and the screens that people open first.
  ///
  /// @throws IOException if the lab does not answer as it should
  public static void ofScreens(ConfigurableApplicationContext lab)
      throws IOException, InterruptedException {
    try (var page = signedIn(lab)) {
      var screens = screens(lab.getBean(RunQueue.class));
      for (var round = 0; round < ROUNDS; round++) {
        for (var screen : screens) {
          page.show(screen);
        }
      }
    }
  }

  /// The lists, an experiment that has pictures, and a run.
  private static List<String> screens(RunQueue runs) {
    var screens = new ArrayList<>(List.of("/", "/runs", "/runs?q=a", "/grids", "/review"));
    runs.experimentsWithPictures().stream()
        .limit(1)
        .flatMap(experiment ->
            Stream.of("", "/grid", "/scores", "/review")
                .map(part -> "/experiments/" + experiment + part))
        .forEach(screens::add);
    runs.list(RunFilter.ALL, 0, 1).forEach(run -> screens.add("/runs/" + run.id()));
    return screens;
  }

  private static RehearsedPage signedIn(ConfigurableApplicationContext lab)
      throws IOException, InterruptedException {
    if (!(lab instanceof WebServerApplicationContext web) || web.getWebServer() == null) {
      throw new IOException("the lab serves no pages");
    }
    var address = URI.create("http://127.0.0.1:%d/".formatted(web.getWebServer().getPort()));
    return RehearsedPage.open(lab.getBean(SignInAnnouncement.class).link(address));
  }
}
