package lab.harmony.bench;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import javax.imageio.ImageIO;
import lab.harmony.BrowserParts;
import lab.harmony.HarmonyLab;
import lab.harmony.accounts.links.SignInLinks;
import lab.harmony.doodle.drawing.DoodleArchetype;
import lab.harmony.doodle.drawing.DoodleEmotion;
import lab.harmony.doodle.drawing.FaceDescription;
import lab.harmony.doodle.drawing.FaceRenderer;
import lab.harmony.training.TrainingQueue;
import lab.harmony.work.JobChanged;
import lab.harmony.work.JobId;
import lab.harmony.workspace.DataFolder;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/// What the page of a training costs, by how many steps it has on record; `bench/train/page` starts
/// it.
///
/// Arguments: the numbers of steps.
final class LongTrainingBenchmark {

  private static final int ROUNDS = 6;
  private static final int TICKS = 40;
  private static final int EVALUATIONS = 10;

  /// Milliseconds in which a page draws what it draws when there is time.
  private static final int CALM = 5000;

  private static final String HAS_STEP =
      "step => document.querySelector('.training p').textContent.includes(`step ${step} of`)";

  private static final String CURVES = ".training harmony-chart svg";

  private final ConfigurableApplicationContext application;
  private final Path trainings;
  private final URI address;
  private final AtomicLong received = new AtomicLong();

  private LongTrainingBenchmark(Path root) throws IOException {
    for (var folder : List.of("experiments", "prompts", "reports")) {
      BrowserParts.copy(Path.of(folder), root.resolve("workspace").resolve(folder));
    }
    application =
        SpringApplication.run(
            HarmonyLab.class,
            "--server.port=0",
            "--harmony.person=Ada",
            "--harmony.worker.enabled=false",
            "--harmony.data=" + root.resolve("data"),
            "--harmony.workspace=" + root.resolve("workspace"),
            "--logging.threshold.console=warn");
    trainings = application.getBean(DataFolder.class).trainings();
    var server = ((WebServerApplicationContext) application).getWebServer();
    address = URI.create("http://127.0.0.1:%d".formatted(server.getPort()));
  }

  public static void main(String[] arguments) {
    try {
      var root = Files.createTempDirectory("harmony-long-training");
      var benchmark = new LongTrainingBenchmark(root);
      benchmark.measure(List.of(arguments).stream().map(Integer::parseInt).toList());
      benchmark.application.close();
      FileSystemUtils.deleteRecursively(root);
      System.exit(0);
    } catch (IOException | RuntimeException e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private void measure(List<Integer> lengths) {
    lengths.forEach(this::write);
    System.out.println(
        "| steps | opening first | then | sent | the lab worked | the page worked |");
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
      var network = listening(page);
      // What every page of a training needs is loaded once.
      ClickedLink.goToFigures(page, "/trainings/" + name(lengths.getFirst()), CURVES);
      for (int length : lengths) {
        open(page, network, length);
      }
      System.out.println(
          "| steps | a tick: until it is seen | sent | the lab worked | the page worked |");
      nothing(page, network, lengths.getFirst());
      for (int length : lengths) {
        tick(page, network, length);
      }
    }
  }

  private record Cost(double milliseconds, double sent, double lab, double page) {}

  private void open(Page page, CDPSession network, int length) {
    var costs = new ArrayList<Cost>();
    for (int round = 0; round < ROUNDS; round++) {
      ClickedLink.go(page, "/models", ".models");
      page.waitForTimeout(1500);
      costs.add(
          cost(network, () -> ClickedLink.goToFigures(page, "/trainings/" + name(length), CURVES)));
    }
    var later = costs.subList(1, ROUNDS);
    System.out.println(
        String.format(
            Locale.ROOT,
            "| %,d | %.0f ms | %.0f ms | %.0f kB | %.0f ms | %.0f ms |",
            length,
            costs.getFirst().milliseconds,
            median(later, Cost::milliseconds),
            median(later, Cost::sent) / 1000,
            median(later, Cost::lab),
            median(later, Cost::page)));
  }

  /// As long as a tick, without one: what is there to be subtracted.
  private void nothing(Page page, CDPSession network, int length) {
    ClickedLink.goToFigures(page, "/trainings/" + name(length), CURVES);
    page.waitForTimeout(CALM);
    var costs = new ArrayList<Cost>();
    for (int tick = 1; tick <= TICKS; tick++) {
      costs.add(
          cost(
              network,
              () -> {
                page.waitForFunction("() => true");
                page.waitForTimeout(400);
                return 0;
              }));
    }
    print("no tick", costs);
  }

  /// A step more, while somebody looks.
  private void tick(Page page, CDPSession network, int length) {
    ClickedLink.goToFigures(page, "/trainings/" + name(length), CURVES);
    page.waitForTimeout(CALM);
    var costs = new ArrayList<Cost>();
    var random = new Random(7);
    for (int tick = 1; tick <= TICKS; tick++) {
      long step = length + tick;
      costs.add(
          cost(
              network,
              () -> {
                long start = System.nanoTime();
                append(length, line(step, random));
                application.publishEvent(new JobChanged(new JobId("0"), TrainingQueue.KIND, false));
                page.waitForFunction(HAS_STEP, (int) step);
                double seen = (System.nanoTime() - start) / 1e6;
                page.waitForTimeout(400); // the figures are drawn
                return seen;
              }));
    }
    print(String.format(Locale.ROOT, "%,d", length), costs);
  }

  private static void print(String row, List<Cost> costs) {
    System.out.println(
        String.format(
            Locale.ROOT,
            "| %s | %.0f ms | %.1f kB | %.0f ms | %.0f ms |",
            row,
            median(costs, Cost::milliseconds),
            mean(costs, Cost::sent) / 1000,
            mean(costs, Cost::lab),
            mean(costs, Cost::page)));
  }

  private Cost cost(CDPSession network, DoubleSupplier work) {
    long before = received.get();
    double lab = processor();
    double worked = worked(network);
    double milliseconds = work.getAsDouble();
    double page = (worked(network) - worked) * 1000;
    return new Cost(milliseconds, received.get() - before, (processor() - lab) * 1000, page);
  }

  /// Seconds that the page's own thread worked so far.
  private static double worked(CDPSession session) {
    for (var metric : session.send("Performance.getMetrics").getAsJsonArray("metrics")) {
      if (metric.getAsJsonObject().get("name").getAsString().equals("TaskDuration")) {
        return metric.getAsJsonObject().get("value").getAsDouble();
      }
    }
    throw new IllegalStateException("the browser does not say how long it worked");
  }

  private CDPSession listening(Page page) {
    var session = page.context().newCDPSession(page);
    session.on(
        "Network.loadingFinished",
        event -> received.addAndGet(event.get("encodedDataLength").getAsLong()));
    session.on(
        "Network.webSocketFrameReceived",
        event -> received.addAndGet(payload(event.getAsJsonObject("response"))));
    session.send("Network.enable");
    // What other programs do meanwhile does not count.
    var domain = new JsonObject();
    domain.addProperty("timeDomain", "threadTicks");
    session.send("Performance.enable", domain);
    return session;
  }

  private static long payload(JsonObject frame) {
    return frame.get("payloadData").getAsString().length();
  }

  private Page signedIn(Browser browser) {
    var page =
        browser
            .newContext(
                new Browser.NewContextOptions().setViewportSize(1280, 800).setLocale("en-GB"))
            .newPage();
    page.setDefaultTimeout(60_000);
    page.navigate(application.getBean(SignInLinks.class).issue(address, "/models").toString());
    page.waitForSelector(".page");
    return page;
  }

  private static String name(int length) {
    return "steps-" + length;
  }

  private void write(int length) {
    var folder = trainings.resolve(name(length));
    var random = new Random(5);
    var steps = new StringBuilder();
    for (int step = 1; step <= length; step++) {
      steps.append(line(step, random));
    }
    try {
      Files.createDirectories(folder);
      var evaluations = new StringBuilder();
      for (int epoch = 1; epoch <= EVALUATIONS; epoch++) {
        evaluations.append(
            "{\"epoch\":%d,\"step\":%d,\"loss\":0.05,\"rate\":{\"points\":%d,\"images\":48},\"faces\":[%s]}\n"
                .formatted(
                    epoch,
                    (long) length * epoch / EVALUATIONS,
                    40 + 5 * epoch,
                    String.join(",", faces(folder, epoch, random))));
      }
      Files.writeString(folder.resolve("steps.jsonl"), steps);
      Files.writeString(folder.resolve("evaluations.jsonl"), evaluations);
      Files.writeString(
          folder.resolve("spec.json"),
          "{\"name\":\"%s\",\"model\":\"doodle-base\",\"rank\":16,\"learningRate\":1.0E-4,\"epochs\":10}"
              .formatted(name(length)));
      Files.writeString(
          folder.resolve("life.json"),
          "{\"state\":\"STOPPED\",\"process\":1,\"since\":\"2026-11-20T20:00:00Z\",\"total\":%d,\"reason\":\"\"}"
              .formatted(2 * length));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The fixed prompts that were drawn after an epoch, at the only scale that is shown.
  private static List<String> faces(Path folder, int epoch, Random random) throws IOException {
    var faces = new ArrayList<String>();
    for (var archetype : DoodleArchetype.values()) {
      for (var emotion : DoodleEmotion.values()) {
        var file =
            "samples/epoch-%02d/%s_%s.png".formatted(epoch, archetype.word(), emotion.word());
        Files.createDirectories(folder.resolve(file).getParent());
        ImageIO.write(
            FaceRenderer.draw(FaceDescription.coherent(archetype, emotion, random)),
            "png",
            folder.resolve(file).toFile());
        faces.add(
            "{\"file\":\"%s\",\"archetype\":\"%s\",\"emotion\":\"%s\",\"cfgScale\":7.0,\"points\":2}"
                .formatted(file, archetype.word(), emotion.word()));
      }
    }
    return faces;
  }

  private static String line(long step, Random random) {
    return String.format(
        Locale.ROOT,
        "{\"time\":\"2026-11-20T20:00:00Z\",\"step\":%d,\"epoch\":%d,\"loss\":%.6f,\"error\":0.1,\"learningRate\":%.8f,\"gradientNorm\":%.5f,\"seconds\":0.1,\"memoryBytes\":536870912}\n",
        step,
        1 + step / 1000,
        0.08 / Math.sqrt(1 + step / 50.0) + 0.02 * random.nextDouble(),
        1e-4 / (1 + step / 5000.0),
        0.5 + random.nextDouble());
  }

  private void append(int length, String line) {
    try {
      Files.writeString(
          trainings.resolve(name(length)).resolve("steps.jsonl"), line, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double processor() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / 1e9;
  }

  private static double median(List<Cost> costs, Function<Cost, Double> of) {
    return costs.stream().map(of).sorted().toList().get(costs.size() / 2);
  }

  private static double mean(List<Cost> costs, Function<Cost, Double> of) {
    return costs.stream().mapToDouble(of::apply).average().orElseThrow();
  }
}
