package lab.harmony.notebooks.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import lab.harmony.BrowserFixture;
import lab.harmony.BrowserFixture.Window;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("browser")
class GridResultBrowserTest {
  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  @ParameterizedTest
  @EnumSource(Window.class)
  void everyColumnOfTheBaselinesGridIsSeenInTheNotebook(Window window) {
    var page = lab.page(window, ColorScheme.LIGHT);
    lab.open(page, "/experiments/baseline");
    var grid = page.locator(".grid-result");
    grid.scrollIntoViewIfNeeded();
    assertThat(grid.locator("[role=columnheader]")).hasCount(5);
    assertThat(grid.locator("[data-index='0']")).isVisible();
    page.waitForFunction(
        "() => { const it = document.querySelector('.grid-result .image-grid__scroller'); return"
            + " it.scrollWidth <= it.clientWidth; }");
    assertThat(grid.locator(".image-grid__column").allInnerTexts())
        .extracting(text -> text.lines().findFirst().orElse(""))
        .isEqualTo(List.of("neutral", "happy", "sad", "angry"));
    var edge = grid.locator(".image-grid__scroller").boundingBox();
    var last = grid.locator(".image-grid__column").last().boundingBox();
    assertThat(last.x + last.width).isLessThanOrEqualTo(edge.x + edge.width);
    assertThat(grid.locator(".image-grid__more")).hasCount(0);
  }
}
