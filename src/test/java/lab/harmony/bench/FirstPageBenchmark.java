package lab.harmony.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lab.harmony.BrowserParts;

/// How long it takes from `./lab start` until a browser shows the baseline notebook; with what the
/// build keeps for later starts and without it, in turns. `bench/start/run` starts it.
///
/// The argument is how often. The browser is running already and has never been here.
final class FirstPageBenchmark {

  /// Milliseconds from the call: the sign-in link is printed, the first cell is seen, all in view.
  private record Start(double ready, double first, double all) {}

  private final Browser browser;
  private final Path data;

  private FirstPageBenchmark(Browser browser, Path data) {
    this.browser = browser;
    this.data = data;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    var environment = new Playwright.CreateOptions();
    environment.setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
    var chromium = new BrowserType.LaunchOptions().setExecutablePath(BrowserParts.chromium());
    try (var playwright = Playwright.create(environment);
        var browser = playwright.chromium().launch(chromium)) {
      var benchmark =
          new FirstPageBenchmark(browser, Files.createTempDirectory("harmony-first-page"));
      benchmark.start(""); // makes the data folder
      var with = new ArrayList<Start>();
      var without = new ArrayList<Start>();
      for (var round = 0; round < Integer.parseInt(arguments[0]); round++) {
        with.add(benchmark.start(""));
        without.add(benchmark.start("-XX:AOTMode=off"));
      }
      row(
          "./lab start, link printed",
          with.stream().map(Start::ready),
          without.stream().map(Start::ready));
      row(
          "until the first cell is seen",
          with.stream().map(Start::first),
          without.stream().map(Start::first));
      row(
          "until all in view is drawn",
          with.stream().map(Start::all),
          without.stream().map(Start::all));
    }
  }

  private Start start(String options) throws IOException, InterruptedException {
    var begin = System.nanoTime();
    var builder =
        new ProcessBuilder("./lab", "start", "--port", "0")
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("LAB_JAVA_OPTIONS", options);
    builder.environment().put("HARMONY_DATA", data.toString());
    var lab = builder.start();
    try (var lines = lab.inputReader();
        var context =
            browser.newContext(new Browser.NewContextOptions().setViewportSize(1280, 800))) {
      var link =
          lines
              .lines()
              .map(String::strip)
              .filter(line -> line.startsWith("http"))
              .findFirst()
              .orElseThrow(() -> new IOException("./lab start ended without a sign-in link"));
      var ready = milliseconds(begin);
      var page = context.newPage();
      page.navigate(link);
      page.waitForSelector(LoadedNotebook.FIRST_CELL);
      var first = milliseconds(begin);
      page.waitForFunction(LoadedNotebook.ALL_IN_VIEW);
      return new Start(ready, first, milliseconds(begin));
    } finally {
      for (var process : Stream.concat(lab.descendants(), Stream.of(lab.toHandle())).toList()) {
        process.destroy();
        process.onExit().orTimeout(1, TimeUnit.MINUTES).join();
      }
    }
  }

  private static double milliseconds(long begin) {
    return (System.nanoTime() - begin) / 1e6;
  }

  private static void row(String what, Stream<Double> with, Stream<Double> without) {
    var kept = median(with.toList());
    var plain = median(without.toList());
    System.out.printf(
        "| %s | %.1f s | %.1f s | %.2f |%n", what, kept / 1000, plain / 1000, kept / plain);
  }

  private static double median(List<Double> times) {
    return times.stream().sorted().toList().get(times.size() / 2);
  }
}
