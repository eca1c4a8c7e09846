package lab.harmony.review.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Locale;
import java.util.stream.IntStream;
import lab.harmony.BrowserFixture;
import lab.harmony.DrawnExperiment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How long the review of 48 faces keeps a person waiting; prints the row of
/// bench/review/README.md.
@Tag("browser")
class ReviewBenchmark {

  private static final int FACES = 48;
  private static final String FACE = ".review__picture";

  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  @Test
  void fortyEightFacesByKeyboard() {
    DrawnExperiment.of("review-speed", "doodle-base", 42).writeInto(lab);
    var page = lab.page();
    lab.open(page, "/experiments/review-speed/review");
    page.waitForSelector(FACE);
    var waits = new double[FACES - 1];
    var start = System.nanoTime();
    for (int face = 0; face < FACES - 1; face++) {
      page.keyboard().press("1");
      page.keyboard().press("2");
      page.keyboard().press("3");
      waits[face] = toTheNextFace(page);
    }
    page.keyboard().press("Enter");
    assertThat(page.getByText("All 48 faces are scored")).isVisible();
    var all = (System.nanoTime() - start) / 1e9;
    var sorted = IntStream.range(0, waits.length).mapToDouble(i -> waits[i]).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "| %d | %.0f / %.0f / %.0f | %.1f | %.2f |%n",
        FACES,
        sorted[sorted.length / 2],
        sorted[sorted.length * 95 / 100],
        sorted[sorted.length - 1],
        all,
        all / FACES);
  }

  /// Milliseconds from the key that saves a score until another face is decoded and on the screen.
  private static double toTheNextFace(Page page) {
    var before = page.locator(FACE).getAttribute("src");
    var start = System.nanoTime();
    page.keyboard().press("Enter");
    page.waitForFunction(
        """
        ([face, before]) => {
          const image = document.querySelector(face);
          return image !== null && image.getAttribute('src') !== before && image.complete && image.naturalWidth > 0;
        }
        """,
        new String[] {FACE, before});
    return (System.nanoTime() - start) / 1e6;
  }
}
