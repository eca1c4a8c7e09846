package lab.harmony.reports.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitUntilState;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import lab.harmony.BrowserFixture;
import lab.harmony.DrawnExperiment;
import lab.harmony.runs.RunId;
import lab.harmony.runs.images.ImageLinks;
import lab.harmony.runs.store.RunQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How smoothly a large grid opens and scrolls; not a test, `bench/grid/run` starts it and says how
/// many pictures it has.
@Tag("browser")
class GridBenchmark {

  /// What is measured alone where `-Darrivals=true` asks for it: the way of a picture that a run
  /// writes into an open grid.
  private static final boolean ARRIVALS = Boolean.getBoolean("arrivals");

  private static final @Nullable String TRACES = System.getProperty("traces");

  private static final int OF_A_SEED = 4 * 4 * 3;

  /// A run makes at most 10,000 pictures.
  private static final int SEEDS_OF_A_RUN = 200;

  private static final String GRID =
      "/experiments/many-0/grid?rows=seed&columns=emotion&columns=archetype";

  /// The first face can be seen, and not only its place.
  private static final String SEEN =
      """
      () => document.querySelector('.image-grid__tile[data-seen]') !== null
          || [...document.images].some((image) => image.complete && image.naturalWidth > 0)
      """;

  /// Scrolls for five seconds and answers the most tiles that existed at once, the share of faces
  /// in view that could be seen at the end, and the length of every frame.
  private static final String SCROLL =
      """
      (windows) => new Promise((resolve) => {
        const scroller = document.querySelector('.image-grid__scroller') ?? document.scrollingElement;
        const tiles = scroller.getElementsByClassName('image-grid__tile');
        scroller.scrollTop = 0;
        const bottom = scroller.scrollHeight - scroller.clientHeight;
        const way = windows === 0 ? bottom : Math.min(bottom, 5 * windows * scroller.clientHeight);
        const frames = [];
        let most = 0;
        let last = performance.now();
        const start = last;
        const step = (now) => {
          frames.push(now - last);
          last = now;
          most = Math.max(most, tiles.length);
          if (now - start < 5000) {
            scroller.scrollTop = way * (now - start) / 5000;
            requestAnimationFrame(step);
          } else {
            const inView = [...document.querySelectorAll('.image-grid__tile, td')].filter((tile) => {
              const place = tile.getBoundingClientRect();
              return place.bottom > 0 && place.top < innerHeight;
            });
            const seen = inView.filter((tile) => tile.closest('[data-passed=true]') === null
                && (tile.hasAttribute('data-seen') || tile.querySelector('img')?.naturalWidth > 0));
            resolve([most, seen.length / inView.length, ...frames]);
          }
        };
        requestAnimationFrame(step);
      })
      """;

  /// Where the time until the first face goes, in milliseconds since the page was asked for: the
  /// page is there, the first face is asked for, it has come.
  private static final String WAY =
      """
      () => {
        const page = performance.getEntriesByType('navigation')[0];
        const faces = performance.getEntriesByType('resource').filter((one) => one.name.includes('/images/'));
        const first = faces.reduce((one, other) => (other.responseEnd < one.responseEnd ? other : one));
        const scripts = performance.getEntriesByType('resource')
            .filter((one) => one.initiatorType === 'script' || one.name.endsWith('.js')).map((one) => one.responseEnd);
        return [page.responseEnd, Math.max(...scripts.filter((end) => end < first.startTime)), first.startTime, first.responseEnd];
      }
      """;

  private static final int PASSES = 3;

  /// What the page itself took of the processor for a frame: scripts, styles and layout, and all
  /// that its thread did.
  private static final List<String> SHARES =
      List.of("ScriptDuration", "RecalcStyleDuration", "LayoutDuration", "TaskDuration");

  private static @Nullable CDPSession measured;

  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  @Test
  void manyTiles() {
    int seeds = Integer.getInteger("tiles", 4800) / OF_A_SEED;
    var grid = new StringBuilder(GRID);
    var arrivals = new GridArrivals(lab);
    for (int from = 0; from < seeds; from += SEEDS_OF_A_RUN) {
      var name = "many-" + from;
      var some =
          LongStream.range(from, Math.min(seeds, from + SEEDS_OF_A_RUN))
              .map(it -> it + 1)
              .toArray();
      arrivals.likeDrawn(DrawnExperiment.of(name, "doodle-base", some)).writeInto(lab);
      grid.append(from == 0 ? "" : "&with=" + name);
    }
    arrivals.begin();
    var page = lab.page();
    page.setDefaultTimeout(300_000);
    var requests = new AtomicInteger();
    page.onRequest(request -> requests.addAndGet(request.url().contains("/images/") ? 1 : 0));
    System.out.printf(
        Locale.ROOT,
        "| %d pictures, load %.1f before | | | | | | | | | |%n",
        seeds * OF_A_SEED,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    if (ARRIVALS) {
      arrivals.report(page, grid.toString());
      return;
    }
    var plain = plain(seeds);
    open("grid, opened by a lab that has just begun", grid.toString(), page, requests, 1, null);
    open("grid, opened again", grid.toString(), page, requests, PASSES, null);
    report("grid, two windows a second, thumbnails made on the way", page, 2, requests, 1);
    report("grid, two windows a second", page, 2, requests, PASSES);
    report("grid, from top to bottom in five seconds", page, 0, requests, PASSES);
    arrivals.report(page, grid.toString());
    open("plain table, opened", "/plain-table", page, requests, PASSES, plain);
    report("plain table, two windows a second", page, 2, requests, PASSES);
    report("plain table, from top to bottom in five seconds", page, 0, requests, PASSES);
    System.out.printf(
        Locale.ROOT,
        "| load %.1f after | | | | | | | | | |%n",
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  /// What somebody would write who has no lab: a table of all pictures, which the browser fetches
  /// when they are near.
  private static Route.FulfillOptions plain(int seeds) {
    var html = new StringBuilder("<!doctype html><title>All</title><table>");
    for (int from = 0; from < seeds; from += SEEDS_OF_A_RUN) {
      var run = new RunId(DrawnExperiment.of("many-" + from, "doodle-base").run());
      var images = lab.bean(RunQueue.class).images(run);
      for (int at = 0; at < images.size(); at++) {
        html.append(at % OF_A_SEED == 0 ? "<tr>" : "")
            .append("<td><img loading=lazy decoding=async width=62 height=62 alt='' src='")
            .append(ImageLinks.thumbnail(images.get(at).id(), 64))
            .append("'>");
      }
    }
    return new Route.FulfillOptions().setContentType("text/html").setBody(html.toString());
  }

  private static void open(
      String what,
      String path,
      Page page,
      AtomicInteger requests,
      int passes,
      Route.@Nullable FulfillOptions plain) {
    var opened = new ArrayList<Double>();
    for (int pass = 0; pass < passes; pass++) {
      page.navigate(lab.address().resolve("/grids").toString());
      lab.settle(page);
      requests.set(0);
      var start = System.nanoTime();
      if (plain != null) {
        page.route("**" + path, route -> route.fulfill(plain));
      }
      page.navigate(
          lab.address().resolve(path).toString(),
          new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
      page.unrouteAll(); // whatever is looked at on its way is slower
      page.waitForFunction(SEEN);
      opened.add((System.nanoTime() - start) / 1e9);
      page.waitForLoadState();
    }
    System.out.printf(
        Locale.ROOT,
        "| %s (n = %d) | %.2f | %d | | | | | | | %s | ms until page, scripts, first face asked for, come: %s |%n",
        what,
        passes,
        median(opened),
        requests.get(),
        memory(page),
        ((List<?>) page.evaluate(WAY))
            .stream()
                .map(value -> "%.0f".formatted(((Number) value).doubleValue()))
                .collect(Collectors.joining(" / ")));
  }

  /// Medians over passes; of the longest frame too.
  private static void report(
      String what, Page page, int windows, AtomicInteger requests, int passes) {
    var told = new ArrayList<Scrolled>();
    var asked = new ArrayList<Double>();
    for (int pass = 0; pass < passes; pass++) {
      requests.set(0);
      trace(page, what);
      told.add(scrolled(page, windows));
      asked.add(requests.doubleValue());
      if (TRACES != null) {
        page.context().browser().stopTracing();
      }
      page.waitForTimeout(1000);
    }
    System.out.printf(
        Locale.ROOT,
        "| %s (n = %d) | | %.0f | %.0f | %.0f / %.0f / %.0f | %.0f %% | %s | %.0f | %.0f %% | %s |%n",
        what,
        passes,
        median(asked),
        median(told, Scrolled::count),
        median(told, one -> one.frame(0.5)),
        median(told, one -> one.frame(0.95)),
        median(told, one -> one.frame(1)),
        median(told, Scrolled::smooth),
        IntStream.range(0, SHARES.size())
            .mapToObj(at -> "%.1f".formatted(median(told, one -> one.shares().get(at))))
            .collect(Collectors.joining(" / ")),
        median(told, Scrolled::tiles),
        median(told, Scrolled::seen),
        memory(page));
  }

  /// What was seen of one pass: frames by their length, the page's own milliseconds of each, the
  /// most tiles, and what share of the faces in view could be seen at its end.
  private record Scrolled(List<Double> frames, List<Double> shares, double tiles, double seen) {
    double count() {
      return frames.size();
    }

    double frame(double part) {
      return frames.get((int) Math.min(frames.size() - 1, part * frames.size()));
    }

    double smooth() {
      return 100.0 * frames.stream().filter(frame -> frame < 18).count() / frames.size();
    }
  }

  private static Scrolled scrolled(Page page, int windows) {
    var before = metrics(page);
    var told =
        ((List<?>) page.evaluate(SCROLL, windows))
            .stream().map(value -> ((Number) value).doubleValue()).toList();
    var after = metrics(page);
    var frames = told.stream().skip(4).sorted().toList();
    assertThat(frames).isNotEmpty();
    return new Scrolled(
        frames,
        SHARES.stream()
            .map(name -> 1000 * (after.get(name) - before.get(name)) / frames.size())
            .toList(),
        told.getFirst(),
        told.get(1) * 100);
  }

  private static <T> double median(List<T> some, ToDoubleFunction<T> of) {
    return median(some.stream().map(of::applyAsDouble).toList());
  }

  private static double median(List<Double> some) {
    return some.stream().sorted().toList().get(some.size() / 2);
  }

  /// What the browser did all the time, in the form of its own tools, where `-Dtraces=FOLDER` asks
  /// for it; what it costs to write that down is in the figures then.
  private static void trace(Page page, String what) {
    if (TRACES != null) {
      page.context()
          .browser()
          .startTracing(
              page,
              new Browser.StartTracingOptions()
                  .setPath(Path.of(TRACES, what.replaceAll("[^a-z]+", "-") + ".json"))
                  .setCategories(List.of("toplevel", "devtools.timeline", "cc", "viz", "gpu")));
    }
  }

  /// The script's memory after tidying up, and the elements of the page.
  private static String memory(Page page) {
    var session = page.context().newCDPSession(page);
    session.send("HeapProfiler.collectGarbage");
    session.detach();
    var metrics = metrics(page);
    return String.format(
        Locale.ROOT, "%.0f MB, %.0f", metrics.get("JSHeapUsedSize") / 1e6, metrics.get("Nodes"));
  }

  /// Times are those of the processor, not of the clock: whatever else runs takes none of them.
  private static Map<String, Double> metrics(Page page) {
    if (measured == null) {
      measured = page.context().newCDPSession(page);
      var asked = new JsonObject();
      asked.addProperty("timeDomain", "threadTicks");
      measured.send("Performance.enable", asked);
    }
    var found = new HashMap<String, Double>();
    for (var metric : measured.send("Performance.getMetrics").getAsJsonArray("metrics")) {
      var one = metric.getAsJsonObject();
      found.put(one.get("name").getAsString(), one.get("value").getAsDouble());
    }
    return found;
  }
}
