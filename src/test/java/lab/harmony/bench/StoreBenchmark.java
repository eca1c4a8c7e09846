package lab.harmony.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import lab.harmony.BrowserParts;
import lab.harmony.CountedStatements;
import lab.harmony.HarmonyLab;
import lab.harmony.accounts.links.SignInLinks;
import lab.harmony.prompts.PromptLibrary;
import lab.harmony.runs.RunChanged;
import lab.harmony.runs.RunId;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.LabDatabase;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/// What people wait for in a lab that has grown; `bench/store/run` starts it.
///
/// The same clicks in a small store and in a large one, in one program each, started one after the
/// other. Arguments: a folder in which the stores are kept from one time to the next, then `small`,
/// `grown` or both; `-Dscreen=home` opens the screens alone whose name is like that expression.
final class StoreBenchmark {

  private static final int ROUNDS = 4;
  private static final String ONLY = System.getProperty("screen", "");
  private static final Duration IDLE = Duration.ofSeconds(15);
  private static final int EVENTS = 100;
  private static final LargeStore SMALL = new LargeStore(210, 4);
  private static final LargeStore GROWN = new LargeStore(10_000, 199);

  /// A screen by its name, its address, and what stands on it once it is there.
  private record Screen(String name, String address, String shown) {}

  private static final List<Screen> SCREENS =
      List.of(
          new Screen("list of runs", "/runs", "vaadin-grid-cell-content .run-grid__link"),
          new Screen(
              "list of runs, narrowed",
              "/runs?q=study-002",
              "vaadin-grid-cell-content .run-grid__link"),
          new Screen("page of a run", "/runs/" + LargeStore.run(60), ".run-gallery img"),
          new Screen("experiment", "/experiments/study-001", "[data-cell='finding-rate'] .prose"),
          new Screen(
              "experiment of 4,800 pictures",
              "/experiments/large",
              "[data-cell='sheet'] harmony-image-grid"),
          new Screen("grid of 4,800", "/experiments/large/grid", "harmony-image-grid"),
          new Screen("review of 4,800", "/experiments/large/review", "harmony-review"),
          new Screen("scores of 4,800", "/experiments/large/scores", ".scored-faces img"),
          new Screen("list of reviews", "/review", ".reviews__row"),
          new Screen("list of grids", "/grids", ".grid-list__row"),
          new Screen("home", "/", ".experiments__row"));

  private final Map<String, Map<String, String>> rows;
  private final String column;
  private final ConfigurableApplicationContext application;
  private final URI address;
  private final CountedStatements statements;

  private StoreBenchmark(
      String column, Path root, LargeStore store, Map<String, Map<String, String>> rows)
      throws IOException {
    this.column = column;
    this.rows = rows;
    var workspace = root.resolve("workspace");
    var fresh = !Files.exists(root);
    if (fresh) {
      for (var folder : List.of("experiments", "prompts", "reports")) {
        BrowserParts.copy(Path.of(folder), workspace.resolve(folder));
      }
      store.writeNotebooks(workspace);
    }
    var start = System.nanoTime();
    var worked = processor();
    application = start(root);
    var data = application.getBean(DataFolder.class);
    if (fresh) {
      var size =
          store.fill(
              new JdbcTemplate(application.getBean(DataSource.class)),
              application.getBean(TransactionTemplate.class),
              data,
              PromptLibrary.load(workspace.resolve("prompts")));
      System.err.println(size);
      application.close();
      throw new Filled();
    }
    put(
        "start of the lab",
        String.format(
            Locale.ROOT,
            "%.1f s; it worked %.1f s",
            (System.nanoTime() - start) / 1e9,
            processor() - worked));
    statements = application.getBean(CountedStatements.class);
    var server = ((WebServerApplicationContext) application).getWebServer();
    address = URI.create("http://127.0.0.1:%d".formatted(server.getPort()));
  }

  /// The store was made; the lab has to be started with it.
  private static final class Filled extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static ConfigurableApplicationContext start(Path root) {
    return new SpringApplication(HarmonyLab.class, CountedStatements.class)
        .run(
            "--server.port=0",
            "--harmony.person=Ada",
            "--harmony.worker.enabled=false",
            "--spring.datasource.url=" + LabDatabase.of(new DataFolder(root.resolve("data"))).url(),
            "--spring.datasource.username=" + LabDatabase.USER,
            "--spring.datasource.password=" + LabDatabase.PASSWORD,
            "--harmony.data=" + root.resolve("data"),
            "--harmony.workspace=" + root.resolve("workspace"),
            "--logging.file.name=" + root.resolve("lab.log"),
            "--logging.threshold.console=warn");
  }

  public static void main(String[] arguments) {
    try {
      measured(arguments);
      System.exit(0);
    } catch (IOException | RuntimeException e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static void measured(String[] arguments) throws IOException {
    var root = Path.of(arguments[0]);
    var rows = new LinkedHashMap<String, Map<String, String>>();
    var stores = new LinkedHashMap<String, LargeStore>();
    stores.put("small", SMALL);
    stores.put("grown", GROWN);
    stores.keySet().retainAll(List.of(arguments).subList(1, arguments.length));
    for (var store : stores.entrySet()) {
      var name = store.getKey();
      StoreBenchmark benchmark;
      try {
        benchmark = new StoreBenchmark(name, root.resolve(name), store.getValue(), rows);
      } catch (Filled filled) {
        benchmark = new StoreBenchmark(name, root.resolve(name), store.getValue(), rows);
      }
      benchmark.measure();
      benchmark.application.close();
    }
    rows.forEach((what, values) ->
        System.out.println(
            "| %s | %s | %s |"
                .formatted(
                    what, values.getOrDefault("small", ""), values.getOrDefault("grown", ""))));
  }

  private void measure() {
    try (var playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var browser =
            playwright
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions().setExecutablePath(BrowserParts.chromium()))) {
      var page = signedIn(browser);
      open(page);
      if (ONLY.isEmpty()) {
        idle(page);
        progress(page);
        // Nobody is there any more: the lab itself.
        page.context().close();
        idle("no page");
      }
    }
  }

  /// Each screen from the list of models, so that none is there already.
  private void open(Page page) {
    for (var screen :
        SCREENS.stream().filter(it -> it.name().matches(ONLY.isEmpty() ? ".*" : ONLY)).toList()) {
      var times = new ArrayList<Double>();
      var worked = new ArrayList<Double>();
      var sent = new ArrayList<Integer>();
      for (var round = 0; round < ROUNDS; round++) {
        if (screen.address().startsWith("/experiments/")) {
          // The notebook that was open last would still be there.
          go(page, new Screen("", "/experiments/study-000", "[data-cell='finding-rate'] .prose"));
        }
        go(page, new Screen("", "/models", ".models"));
        page.waitForTimeout(1200);
        statements.clear();
        var before = processor();
        times.add(go(page, screen));
        worked.add((processor() - before) * 1000);
        sent.add(statements.all().size());
      }
      put(
          screen.name(),
          String.format(
              Locale.ROOT,
              "%.0f, then %.0f ms; the lab worked %.0f, then %.0f ms; %d, then %d statements",
              times.getFirst(),
              median(times.subList(1, ROUNDS)),
              worked.getFirst(),
              median(worked.subList(1, ROUNDS)),
              sent.getFirst(),
              sent.getLast()));
    }
  }

  /// What one open page costs while nothing happens.
  private void idle(Page page) {
    for (var screen : List.of(SCREENS.get(0), SCREENS.get(3), SCREENS.get(5), SCREENS.get(10))) {
      go(page, screen);
      idle(screen.name());
    }
  }

  private void idle(String open) {
    pause(Duration.ofSeconds(3));
    statements.clear();
    var before = processor();
    pause(IDLE);
    put(
        "idle, %s open, in a minute".formatted(open),
        String.format(
            Locale.ROOT,
            "%.1f s of a processor, %.0f statements",
            (processor() - before) * 60 / IDLE.toSeconds(),
            statements.all().size() * 60.0 / IDLE.toSeconds()));
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// What a step of a run costs while the list of runs, its experiment or the home page is open.
  private void progress(Page page) {
    var database = new JdbcTemplate(application.getBean(DataSource.class));
    var run = new RunId(LargeStore.run(0));
    database.update("update jobs set state = 'running', fraction = 0 where id = ?", run.value());
    application.publishEvent(new RunChanged(run));
    for (var screen : List.of(SCREENS.get(0), SCREENS.get(3), SCREENS.get(5), SCREENS.get(10))) {
      go(page, screen);
      page.waitForTimeout(3000);
      statements.clear();
      var before = processor();
      for (var step = 1; step <= EVENTS; step++) {
        database.update(
            "update jobs set fraction = ?, revision = revision + 1 where id = ?",
            step / (double) EVENTS,
            run.value());
        application.publishEvent(new RunChanged(run));
        page.waitForTimeout(50);
      }
      put(
          "a step of a run, %s open".formatted(screen.name()),
          String.format(
              Locale.ROOT,
              "%.1f ms of a processor, %.1f statements",
              (processor() - before) * 1000 / EVENTS,
              (statements.all().size() - EVENTS) / (double) EVENTS));
    }
    database.update("update jobs set state = 'finished' where id = ?", run.value());
    application.publishEvent(new RunChanged(run));
  }

  private double go(Page page, Screen screen) {
    try {
      return ClickedLink.go(page, screen.address(), screen.shown());
    } catch (RuntimeException e) {
      page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/store-benchmark.png")));
      throw e;
    }
  }

  private Page signedIn(Browser browser) {
    var page =
        browser
            .newContext(
                new Browser.NewContextOptions().setViewportSize(1280, 800).setLocale("en-GB"))
            .newPage();
    page.setDefaultTimeout(400_000);
    page.navigate(application.getBean(SignInLinks.class).issue(address, "/models").toString());
    page.waitForSelector(".page");
    return page;
  }

  private void put(String what, String value) {
    System.err.println("%s: %s: %s".formatted(column, what, value));
    rows.computeIfAbsent(what, _ -> new LinkedHashMap<>()).put(column, value);
  }

  /// Seconds that the processors worked for this process so far.
  private static double processor() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / 1e9;
  }

  private static double median(List<Double> times) {
    return times.stream().sorted().toList().get(times.size() / 2);
  }
}
