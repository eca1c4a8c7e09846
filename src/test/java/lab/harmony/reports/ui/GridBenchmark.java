package lab.harmony.reports.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import lab.harmony.BrowserFixture;
import lab.harmony.DrawnExperiment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How smoothly a grid of 4,800 pictures opens and scrolls; not a test, `bench/grid/run` starts it.
@Tag("browser")
class GridBenchmark {

  private static final String GRID =
      "/experiments/many/grid?rows=seed&columns=emotion&third=archetype";

  /// Scrolls from top to bottom in five seconds and answers the length of every frame, and the most
  /// tiles that existed at once.
  private static final String SCROLL =
      """
      () => new Promise((resolve) => {
        const scroller = document.querySelector('.image-grid__scroller');
        scroller.scrollTop = 0;
        const bottom = scroller.scrollHeight - scroller.clientHeight;
        const frames = [];
        let most = 0;
        let last = performance.now();
        const start = last;
        const step = (now) => {
          frames.push(now - last);
          last = now;
          most = Math.max(most, document.querySelectorAll('.image-grid__tile').length);
          if (now - start < 5000) {
            scroller.scrollTop = bottom * (now - start) / 5000;
            requestAnimationFrame(step);
          } else {
            resolve([most, ...frames]);
          }
        };
        requestAnimationFrame(step);
      })
      """;

  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  @Test
  void fourThousandEightHundredTiles() {
    DrawnExperiment.of("many", "doodle-base", LongStream.range(0, 100).toArray()).writeInto(lab);
    var page = lab.page();
    page.setDefaultTimeout(300_000);
    var requests = new AtomicInteger();
    page.onRequest(request -> requests.addAndGet(request.url().contains("/images/") ? 1 : 0));
    for (var what : List.of("thumbnails made on the way", "thumbnails there")) {
      requests.set(0);
      var start = System.nanoTime();
      page.navigate(lab.address().resolve(GRID).toString());
      page.waitForSelector(".image-grid__tile img");
      var opened = (System.nanoTime() - start) / 1e9;
      lab.settle(page);
      var atFirst = requests.get();
      report(what, opened, atFirst, scroll(page), requests);
    }
  }

  private static List<Double> scroll(Page page) {
    return ((List<?>) page.evaluate(SCROLL))
        .stream().map(value -> ((Number) value).doubleValue()).toList();
  }

  private static void report(
      String what, double opened, int atFirst, List<Double> scrolled, AtomicInteger requests) {
    var frames = scrolled.stream().skip(2).sorted().toList();
    assertThat(frames).isNotEmpty();
    System.out.printf(
        Locale.ROOT,
        "| %s | %.1f | %d | %d | %.0f / %.0f / %.0f | %.0f | %d |%n",
        what,
        opened,
        atFirst,
        frames.size(),
        frames.get(frames.size() / 2),
        frames.get(frames.size() * 95 / 100),
        frames.getLast(),
        scrolled.getFirst(),
        requests.get() - atFirst);
  }
}
