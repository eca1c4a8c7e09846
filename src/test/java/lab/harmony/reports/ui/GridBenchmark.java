package lab.harmony.reports.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import lab.harmony.BrowserFixture;
import lab.harmony.DrawnExperiment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How smoothly a large grid opens and scrolls; not a test, `bench/grid/run` starts it and says how
/// many pictures it has.
@Tag("browser")
class GridBenchmark {

  private static final int OF_A_SEED = 4 * 4 * 3;

  /// A run makes at most 10,000 pictures.
  private static final int SEEDS_OF_A_RUN = 200;

  private static final String GRID =
      "/experiments/many-0/grid?rows=seed&columns=emotion&columns=archetype";

  /// The first face can be seen, and not only its place.
  private static final String SEEN =
      """
      () => [...document.querySelectorAll('.image-grid__tile img')]
          .some((image) => image.complete && image.naturalWidth > 0)
      """;

  /// Scrolls for five seconds and answers the most tiles that existed at once, the share of tiles
  /// in view whose face could be seen at the end, and the length of every frame.
  private static final String SCROLL =
      """
      (windows) => new Promise((resolve) => {
        const scroller = document.querySelector('.image-grid__scroller');
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
          most = Math.max(most, document.querySelectorAll('.image-grid__tile').length);
          if (now - start < 5000) {
            scroller.scrollTop = way * (now - start) / 5000;
            requestAnimationFrame(step);
          } else {
            const box = scroller.getBoundingClientRect();
            const tiles = [...document.querySelectorAll('.image-grid__tile')].filter((tile) => {
              const place = tile.getBoundingClientRect();
              return place.bottom > box.top && place.top < box.bottom;
            });
            const seen = tiles.filter((tile) => tile.querySelector('img')?.naturalWidth > 0);
            resolve([most, seen.length / tiles.length, ...frames]);
          }
        };
        requestAnimationFrame(step);
      })
      """;

  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  @Test
  void manyTiles() {
    int seeds = Integer.getInteger("tiles", 4800) / OF_A_SEED;
    var grid = new StringBuilder(GRID);
    for (int from = 0; from < seeds; from += SEEDS_OF_A_RUN) {
      var name = "many-" + from;
      var some = LongStream.range(from, Math.min(seeds, from + SEEDS_OF_A_RUN)).toArray();
      DrawnExperiment.of(name, "doodle-base", some).writeInto(lab);
      grid.append(from == 0 ? "" : "&with=" + name);
    }
    var page = lab.page();
    page.setDefaultTimeout(300_000);
    var requests = new AtomicInteger();
    page.onRequest(request -> requests.addAndGet(request.url().contains("/images/") ? 1 : 0));
    for (var what : List.of("opened for the first time", "opened again")) {
      requests.set(0);
      page.navigate(lab.address().resolve("/grids").toString());
      var start = System.nanoTime();
      page.navigate(lab.address().resolve(grid.toString()).toString());
      page.waitForFunction(SEEN);
      var opened = (System.nanoTime() - start) / 1e9;
      lab.settle(page);
      System.out.printf(
          Locale.ROOT,
          "| %d, %s | %.1f | %d | | | | | | %s |%n",
          seeds * OF_A_SEED,
          what,
          opened,
          requests.get(),
          memory(page));
    }
    report("from top to bottom in five seconds", page, 0, requests);
    report("two windows a second", page, 2, requests);
  }

  private static void report(String what, Page page, int windows, AtomicInteger requests) {
    requests.set(0);
    var scrolled =
        ((List<?>) page.evaluate(SCROLL, windows))
            .stream().map(value -> ((Number) value).doubleValue()).toList();
    var frames = scrolled.stream().skip(4).sorted().toList();
    assertThat(frames).isNotEmpty();
    System.out.printf(
        Locale.ROOT,
        "| %s | | | %d | %.0f / %.0f / %.0f | %.0f | %d | %.0f %% | %s |%n",
        what,
        frames.size(),
        frames.get(frames.size() / 2),
        frames.get(frames.size() * 95 / 100),
        frames.getLast(),
        scrolled.getFirst(),
        requests.get(),
        scrolled.get(1) * 100,
        memory(page));
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

  private static Map<String, Double> metrics(Page page) {
    var session = page.context().newCDPSession(page);
    session.send("Performance.enable");
    var found = new HashMap<String, Double>();
    for (var metric : session.send("Performance.getMetrics").getAsJsonArray("metrics")) {
      var one = metric.getAsJsonObject();
      found.put(one.get("name").getAsString(), one.get("value").getAsDouble());
    }
    session.detach();
    return found;
  }
}
