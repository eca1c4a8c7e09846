package lab.harmony.reports.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.LongStream;
import lab.harmony.BrowserFixture;
import lab.harmony.DrawnExperiment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Of a grid of more than a thousand pictures the words and faces come as they come into view.
@Tag("browser")
class LongGridBrowserTest {

  private static final int SEEDS = 24;

  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  @Test
  void whoeverScrollsSeesTheFacesThere() {
    var page = lab.page();
    DrawnExperiment.of("in-windows", "doodle-base", LongStream.rangeClosed(1, SEEDS).toArray())
        .writeInto(lab);
    lab.open(page, "/experiments/in-windows/grid?rows=seed&columns=emotion&columns=archetype");
    assertThat(page.locator(".grid-notices__summary").first()).containsText("1152 pictures:");

    page.locator(".image-grid__scroller").evaluate("(it) => it.scrollTo(0, it.scrollHeight)");

    var last = page.locator(".image-grid__tile[data-index='%d']".formatted(SEEDS * 48 - 1));
    assertThat(last).isInViewport();
    assertThat(last).hasAttribute("aria-label", Pattern.compile("seed %d,".formatted(SEEDS)));
    page.waitForFunction(
        "(index) => document.querySelector(`.image-grid__tile[data-index=\"${index}\"] img`)?.naturalWidth > 0",
        SEEDS * 48 - 1);
    assertThat(lab.problems(page)).isEmpty();
  }
}
