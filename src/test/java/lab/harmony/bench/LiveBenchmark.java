package lab.harmony.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.harmony.BrowserParts;
import lab.harmony.HarmonyLab;
import lab.harmony.accounts.links.SignInLinks;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.execution.NotebookExecution;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.store.RunQueue;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/// What people wait for while the baseline is drawn and six tabs look on; `bench/live/run` starts
/// it.
///
/// Arguments: names of [Scenario]s in any order; each draws the 48 pictures once. The first one
/// finds no engine process.
final class LiveBenchmark {

  private static final int TABS = 6;
  private static final int CLICKING = 1;
  private static final int LOADS = 12;
  private static final String NOTEBOOK = "/experiments/baseline";

  /// Who looks on while the pictures are drawn.
  private enum Scenario {
    /// Nobody.
    ALONE,
    /// Six tabs of one person, each in a window of its own.
    WATCHED,
    /// Six tabs of one person in one window: five of them are behind the sixth.
    WINDOW,
    /// As watched, and one of the tabs clicks without a pause.
    ONE,
    /// As window, and the tab in front clicks.
    FRONT,
    /// Six people with a tab each, one of whom clicks; the browsers of all six are on this machine.
    SIX,
    /// The same, but the browsers of five are on machines of their own.
    TEAM;

    static Scenario of(String name) {
      return valueOf(name.toUpperCase(Locale.ROOT));
    }

    boolean clicks() {
      return this == ONE || this == FRONT || this == SIX || this == TEAM;
    }

    int tabs() {
      return this == ALONE || this == TEAM ? 1 : TABS;
    }

    int away() {
      return this == TEAM ? TABS - 1 : 0;
    }

    int clicking() {
      return this == TEAM ? 0 : CLICKING;
    }

    boolean inOneWindow() {
      return this == WINDOW || this == FRONT;
    }

    /// The tabs in which pictures are waited for.
    IntStream looking() {
      return this == WINDOW
          ? IntStream.of(CLICKING)
          : IntStream.range(0, this == WATCHED || this == ONE || this == SIX ? TABS : 0)
              .filter(tab -> this == WATCHED || tab != CLICKING);
    }
  }

  /// What a browser says of a page whose tab is behind another one.
  private static final String BEHIND =
      """
      () => {
        Object.defineProperty(document, 'hidden', { value: true, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }
      """;

  /// Notes when each place for a picture gets one, by the page's clock.
  private static final String WATCH =
      """
      () => {
        window.seen = {};
        const look = () => {
          document.querySelectorAll('[data-cell="generate"] .run-result__tiles').forEach((tiles) => {
            [...tiles.children].forEach((place, index) => {
              const image = place.querySelector('img');
              const run = image && image.getAttribute('src').split('/').at(-3);
              if (run && !((run + '/' + index) in window.seen)) {
                window.seen[run + '/' + index] = Date.now();
              }
            });
          });
        };
        look();
        new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
      }
      """;

  /// Clicks an element and answers the milliseconds until there is what the click asks for.
  private static final String CLICK =
      """
      ([target, result]) => new Promise((resolve, reject) => {
        const start = performance.now();
        const look = () => {
          const found = document.querySelector(result);
          if (found && found.getClientRects().length > 0) {
            resolve(performance.now() - start);
          } else if (performance.now() - start > 120000) {
            reject(new Error('nothing like ' + result));
          } else {
            setTimeout(look, 4);
          }
        };
        document.querySelector(target).click();
        look();
      })
      """;

  private final ConfigurableApplicationContext application;
  private final URI address;
  private final Playwright playwright;
  private final Browser browser;
  private final LockTimes locks;
  private final RunQueue runs;

  private LiveBenchmark(Path root) throws IOException {
    var workspace = root.resolve("workspace");
    for (var folder : List.of("experiments", "prompts", "reports")) {
      BrowserParts.copy(Path.of(folder), workspace.resolve(folder));
    }
    var program = new SpringApplication(HarmonyLab.class, LockTimes.class);
    application =
        program.run(
            "--server.port=0",
            "--harmony.person=Ada",
            "--harmony.worker.enabled=true",
            "--harmony.data=" + root.resolve("data"),
            "--harmony.workspace=" + workspace,
            "--logging.file.name=" + root.resolve("lab.log"),
            "--logging.threshold.console=warn");
    var server = ((WebServerApplicationContext) application).getWebServer();
    address = URI.create("http://127.0.0.1:%d".formatted(server.getPort()));
    locks = application.getBean(LockTimes.class);
    runs = application.getBean(RunQueue.class);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(BrowserParts.chromium()));
  }

  public static void main(String[] arguments) throws IOException {
    var root = Files.createTempDirectory("harmony-live");
    var benchmark = new LiveBenchmark(root);
    System.out.println("| load average before | " + load() + " |");
    try {
      benchmark.hardLoad();
      for (var scenario : List.of(arguments)) {
        benchmark.draw(Scenario.of(scenario));
      }
      System.out.println("| load average after | " + load() + " |");
    } finally {
      benchmark.browser.close();
      benchmark.playwright.close();
      benchmark.application.close();
    }
    System.exit(0);
  }

  /// A browser that has never been here, then the same one again, some times.
  private void hardLoad() {
    var kinds = List.of("nothing kept", "kept");
    var times = new HashMap<String, List<LoadedNotebook.Times>>();
    for (var round = 0; round < LOADS; round++) {
      var page = signedIn();
      page.addInitScript(LoadedNotebook.TELL);
      for (var kind : kinds) {
        times
            .computeIfAbsent(kind, _ -> new ArrayList<>())
            .add(LoadedNotebook.load(page, address.resolve(NOTEBOOK)));
      }
      page.context().close();
    }
    for (var kind : kinds) {
      var all = times.get(kind);
      row("hard load, %s, the first time".formatted(kind), words(all.getFirst()));
      row("then: first cell", quantiles(then(all, LoadedNotebook.Times::firstCell)));
      row("then: all in view", quantiles(then(all, LoadedNotebook.Times::allInView)));
    }
  }

  private static List<Double> then(
      List<LoadedNotebook.Times> all, Function<LoadedNotebook.Times, Double> of) {
    return all.stream().skip(1).map(of).toList();
  }

  private static String words(LoadedNotebook.Times times) {
    return String.format(
        Locale.ROOT,
        "first cell %.0f ms, all in view %.0f ms",
        times.firstCell(),
        times.allInView());
  }

  private void draw(Scenario scenario) {
    var tabs = new ArrayList<Page>();
    var shared = signedIn().context();
    shared.pages().forEach(Page::close);
    for (var tab = 0; tab < scenario.tabs(); tab++) {
      var page = scenario == Scenario.SIX ? signedIn() : shared.newPage();
      page.setDefaultTimeout(300_000);
      page.navigate(address.resolve(NOTEBOOK).toString());
      page.waitForFunction(LoadedNotebook.ALL_IN_VIEW);
      tabs.add(page);
    }
    tabs.forEach(page -> page.evaluate(WATCH));
    if (scenario.inOneWindow()) {
      tabs.stream().filter(tab -> tab != tabs.get(CLICKING)).forEach(tab -> tab.evaluate(BEHIND));
    }
    var away = away(scenario);
    var before = runs.of("baseline").stream().map(Run::id).collect(Collectors.toSet());
    locks.clear();
    var worked = processorTime();
    var asked = Instant.now();
    application
        .getBean(NotebookExecution.class)
        .run(
            new ExperimentSlug("baseline"),
            List.of(new CellId("generate")),
            Actor.of(application.getBean(People.class).local()));
    if (scenario == Scenario.ALONE) {
      tabs.getFirst().navigate("about:blank");
    }
    var run = newRun(before);
    var clicks = new HashMap<String, List<Double>>();
    while (!runs.find(run).orElseThrow().state().isOver()) {
      if (scenario.clicks()) {
        click(tabs.get(scenario.clicking()), clicks, run);
      } else {
        pause();
      }
    }
    var end = runs.find(run).orElseThrow();
    System.out.println(
        "| **%s** %s | |".formatted(scenario.name().toLowerCase(Locale.ROOT), end.state()));
    var created = new HashMap<Integer, Instant>();
    runs.images(run).forEach(image -> created.put(image.id().index(), image.createdAt()));
    var firstMade = created.values().stream().min(Instant::compareTo).orElseThrow();
    var lastMade = created.values().stream().max(Instant::compareTo).orElseThrow();
    row("from asking to the first picture on disk", seconds(asked, firstMade));
    row("from the first picture to the last", seconds(firstMade, lastMade));
    row("from asking to the end", seconds(asked, Instant.now()));
    row("processor time of lab, engine, browser, driver", since(worked));
    if (scenario != Scenario.ALONE) {
      seen(run, created, asked, scenario.looking().mapToObj(tabs::get).toList());
      clicks.forEach((what, times) -> row("click: " + what, quantiles(times)));
      row("session locked", quantiles(locks.held()));
      row("waiting for the session's lock", quantiles(locks.waited()));
    }
    away.forEach(RemotePerson::close);
    tabs.forEach(Page::close);
    shared.close();
  }

  /// People whose browsers get what is sent, and ask for each picture once they hear of it.
  private List<RemotePerson> away(Scenario scenario) {
    var people = new ArrayList<RemotePerson>();
    for (var count = 0; count < scenario.away(); count++) {
      var person = new RemotePerson(address, application.getBean(SignInLinks.class).issue(address));
      var has = new HashSet<ImageId>();
      person.open(
          NOTEBOOK,
          _ -> newest().stream().filter(has::add).forEach(it -> person.picture(tile(it))));
      people.add(person);
    }
    return people;
  }

  private List<ImageId> newest() {
    return runs.of("baseline").stream()
        .map(Run::id)
        .findFirst()
        .map(run -> runs.images(run).stream().map(RunImage::id).toList())
        .orElseGet(List::of);
  }

  private static String tile(ImageId image) {
    return "/images/%s/%d/64.png".formatted(image.run(), image.index());
  }

  private void seen(RunId run, Map<Integer, Instant> created, Instant asked, List<Page> tabs) {
    var delays = new ArrayList<Double>();
    var firsts = new ArrayList<Double>();
    for (var tab : tabs) {
      tab.waitForFunction(
          "count => Object.keys(window.seen).filter(key => key.startsWith('%s')).length >= count"
              .formatted(run),
          created.size());
      var seen = (Map<?, ?>) tab.evaluate("() => window.seen");
      created.forEach((index, at) -> {
        var when = ((Number) seen.get(run + "/" + index)).doubleValue();
        delays.add(when - at.toEpochMilli());
      });
      firsts.add(
          created.keySet().stream()
                  .mapToDouble(index -> ((Number) seen.get(run + "/" + index)).doubleValue())
                  .min()
                  .orElseThrow()
              - asked.toEpochMilli());
    }
    row("from asking to the first picture in a tab", quantiles(firsts));
    row("from a picture's commit to a tab", quantiles(delays));
  }

  /// A picture of this run: one of the result before it would go away under the click.
  private void click(Page page, Map<String, List<Double>> times, RunId run) {
    time(page, times, "Review", "a[href$='/baseline/review']", ".review");
    time(
        page,
        times,
        "Notebook",
        "a[href$='/experiments/baseline']",
        "[data-cell=\"finding-rate\"] .prose");
    time(
        page,
        times,
        "a picture large",
        "[data-cell=\"generate\"] .image-tile__image[src*='%s'] ~ .image-tile__open".formatted(run),
        "[data-cell=\"generate\"] dialog[open]");
    page.keyboard().press("Escape");
  }

  private static void time(
      Page page, Map<String, List<Double>> times, String what, String target, String result) {
    page.waitForSelector(
        target,
        new Page.WaitForSelectorOptions()
            .setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED));
    var taken = ((Number) page.evaluate(CLICK, List.of(target, result))).doubleValue();
    times.computeIfAbsent(what, _ -> new ArrayList<>()).add(taken);
  }

  /// Seconds that the processors worked so far, by what they worked for: whose part it is that a
  /// watched run takes longer.
  private static Map<String, Double> processorTime() {
    return Stream.concat(Stream.of(ProcessHandle.current()), ProcessHandle.current().descendants())
        .collect(
            Collectors.groupingBy(
                LiveBenchmark::kind,
                Collectors.summingDouble(process ->
                    process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1000.0)));
  }

  private static String kind(ProcessHandle process) {
    if (process.equals(ProcessHandle.current())) {
      return "lab";
    }
    var command = process.info().command().orElse("");
    return command.contains("chrom") ? "browser" : command.endsWith("java") ? "engine" : "driver";
  }

  private static String since(Map<String, Double> before) {
    var now = processorTime();
    return Stream.of("lab", "engine", "browser", "driver")
        .map(kind -> now.getOrDefault(kind, 0.0) - before.getOrDefault(kind, 0.0))
        .map(seconds -> String.format(Locale.ROOT, "%.1f", seconds))
        .collect(Collectors.joining(", ", "", " s"));
  }

  private RunId newRun(java.util.Set<RunId> before) {
    while (true) {
      var found =
          runs.of("baseline").stream().map(Run::id).filter(id -> !before.contains(id)).findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Page signedIn() {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions().setViewportSize(1280, 800).setLocale("en-GB"));
    var page = context.newPage();
    page.navigate(application.getBean(SignInLinks.class).issue(address).toString());
    page.waitForURL(address + "/**");
    page.navigate("about:blank");
    return page;
  }

  private static void row(String what, String value) {
    System.out.println("| %s | %s |".formatted(what, value));
  }

  private static String seconds(Instant from, Instant to) {
    return String.format(Locale.ROOT, "%.1f s", Duration.between(from, to).toMillis() / 1000.0);
  }

  private static String quantiles(List<Double> times) {
    var sorted = times.stream().sorted().toList();
    return sorted.isEmpty()
        ? "n = 0"
        : String.format(
            Locale.ROOT,
            "%.0f / %.0f / %.0f ms (n = %d)",
            sorted.get(sorted.size() / 2),
            sorted.get(Math.min(sorted.size() - 1, sorted.size() * 95 / 100)),
            sorted.getLast(),
            sorted.size());
  }

  private static String load() throws IOException {
    return Files.readString(Path.of("/proc/loadavg")).strip();
  }
}
