package lab.harmony.design.pictures;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.BrowserFixture;
import lab.harmony.design.MountedElement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A large grid in the browser: its words come in windows, and what comes moves nothing.
@Tag("browser")
class GridWindowsBrowserTest {
  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  private static final int COLUMNS = 12;
  private static final String PICTURE =
      "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'><circle cx='4'"
          + " cy='4' r='3'/></svg>";

  @Test
  void whatIsAboutToBeSeenIsAskedForAndNothingElse() {
    var page = mounted();
    var grid = grid(rows(2000));
    show(page, PictureGridJson.of(grid, 1, 512));
    assertThat(page.locator("[data-index='0']")).hasAttribute("data-seen", "");
    assertThat(asked(page)).as("the first words were sent along").isEmpty();

    page.locator(".image-grid__scroller").evaluate("it => it.scrollTo(0, 1e7)");
    page.waitForFunction("() => window.asked.length === 1");
    var last = page.locator("[data-index='23999']");
    assertThat(last)
        .hasAttribute(
            "aria-label", "row 1999, column 11, scored by a person: perfect, 3 of 3 points");
    assertThat(last).not().hasAttribute("data-seen", "");
    var windows = asked(page).getFirst().split(",");
    assertThat(windows).contains("93").hasSizeLessThanOrEqualTo(3);
    for (var window : windows) {
      fill(page, 1, PictureGridJson.window(grid, Integer.parseInt(window) * 256, 256));
    }
    assertThat(last).hasAttribute("data-seen", "");
    assertThat(last)
        .hasAttribute("aria-label", "face 23999, scored by a person: perfect, 3 of 3 points");
  }

  @Test
  void rowsThatComeMoveNothingOfWhatOneLooksAt() {
    var page = mounted();
    var before = rows(200);
    show(page, PictureGridJson.of(grid(before), 1, 200 * COLUMNS));
    page.locator(".image-grid__scroller").evaluate("it => it.scrollTo(0, 5000)");
    var looked = page.locator("[aria-label^='face 612,']");
    assertThat(looked).isVisible();
    looked.focus();
    var place = looked.boundingBox();

    var more = grid(Stream.concat(Stream.of("new", "newer"), before.stream()).toList());
    show(page, PictureGridJson.of(more, 2, 202 * COLUMNS));

    var now = page.locator("[data-index='%d']".formatted(612 + 2 * COLUMNS));
    assertThat(now).isFocused();
    assertThat(now.boundingBox().y).isCloseTo(place.y, within(1.0));
    page.keyboard().press("Enter");
    assertThat(page.locator(".lightbox__label")).hasText("face 636");
    show(page, PictureGridJson.of(grid(before), 3, 200 * COLUMNS));
    assertThat(page.locator(".lightbox__label")).hasText("face 612");
  }

  @Test
  void aNewerGridWaitsForTheWordsOfWhatIsInView() {
    var page = mounted();
    var grid = grid(rows(200));
    show(page, PictureGridJson.of(grid, 1, 200 * COLUMNS));
    page.locator(".image-grid__scroller").evaluate("it => it.scrollTo(0, 1e6)");
    var last = page.locator("[data-index='2399']");
    assertThat(last).hasAttribute("data-seen", "");
    page.evaluate(
        """
        () => {
          window.empty = false;
          new MutationObserver(() => {
            window.empty ||= !document.querySelector("[data-index='2399'][data-seen]");
          }).observe(
              document.querySelector('.image-grid__body'),
              { childList: true, subtree: true, attributes: true });
        }
        """);

    show(page, PictureGridJson.of(grid, 2, 0));
    page.waitForFunction("() => window.asked.length === 1");
    for (var window : asked(page).getFirst().split(",")) {
      fill(page, 2, PictureGridJson.window(grid, Integer.parseInt(window) * 256, 256));
    }
    page.waitForFunction("() => document.querySelector('harmony-image-grid').data.version === 2");
    assertThat(last).hasAttribute("data-seen", "");
    assertThat(page.evaluate("() => window.empty")).as("no face went away").isEqualTo(false);
  }

  @Test
  void whoeverHoldsAnArrowKeepsTheFocus() {
    var page = mounted();
    page.evaluate("() => { document.querySelector('harmony-image-grid').size = 256; }");
    show(page, PictureGridJson.of(grid(rows(200)), 1, 200 * COLUMNS));
    page.locator("[data-index='0']").focus();
    assertThat(page.locator("[data-index='0']")).isFocused();

    page.evaluate(
        """
        async () => {
          for (let press = 0; press < 60; press++) {
            document.activeElement.dispatchEvent(
                new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }));
            await new Promise((resolve) => setTimeout(resolve, 30));
          }
        }
        """);

    assertThat(page.locator("[data-index='%d']".formatted(60 * COLUMNS))).isFocused();
  }

  @Test
  void whoeverRushesBySeesNoFaceOfAnotherRow() {
    var page = mounted();
    show(page, PictureGridJson.of(grid(rows(200)), 1, 200 * COLUMNS));
    assertThat(page.locator("[data-index='0']")).hasAttribute("data-seen", "");

    var shown =
        page.evaluate(
            """
            () => new Promise((resolve) => {
              const scroller = document.querySelector('.image-grid__scroller');
              const end = performance.now() + 20_000;
              let passed = 0;
              let shown = 0;
              let onwards = 1;
              const step = () => {
                const rows = [...document.querySelectorAll('.image-grid__row[data-passed=true]')];
                const tiles = rows.flatMap((row) => [...row.querySelectorAll('.image-grid__tile')]);
                passed += tiles.length;
                shown += tiles.filter((tile) => tile.checkVisibility({ visibilityProperty: true })).length;
                if (passed > 100 || performance.now() > end) {
                  resolve(passed > 100 ? shown : 'no row was passed by');
                } else {
                  const before = scroller.scrollTop;
                  scroller.scrollTop += onwards * scroller.clientHeight;
                  onwards = scroller.scrollTop === before ? -onwards : onwards;
                  requestAnimationFrame(step);
                }
              };
              step();
            })
            """);

    assertThat(shown).as("tiles of rows that are passed by").isEqualTo(0);
  }

  @Test
  void facesArePrinted() {
    var page = mounted();
    show(page, PictureGridJson.of(grid(rows(2)), 1, 2 * COLUMNS));
    assertThat(page.locator("[data-index='0']")).hasCSS("print-color-adjust", "exact");
  }

  private static Page mounted() {
    var page = MountedElement.in(lab, "harmony-image-grid");
    page.evaluate(
        """
        () => {
          window.asked = [];
          document.querySelector('harmony-image-grid')
              .addEventListener('grid-window', (event) => window.asked.push(event.detail.windows));
        }
        """);
    return page;
  }

  private static List<String> asked(Page page) {
    return ((List<?>) page.evaluate("() => window.asked")).stream().map(String::valueOf).toList();
  }

  private static void show(Page page, JsonNode grid) {
    page.evaluate(
        "(data) => { document.querySelector('harmony-image-grid').data = data; }",
        JsonMapper.shared().convertValue(grid, Map.class));
  }

  private static void fill(Page page, int version, JsonNode window) {
    page.evaluate(
        "([version, window]) => document.querySelector('harmony-image-grid').fill(version, [window])",
        List.of(version, JsonMapper.shared().convertValue(window, Map.class)));
  }

  private static List<String> rows(int count) {
    var rows = new ArrayList<String>();
    for (int row = 0; row < count; row++) {
      rows.add("row " + row);
    }
    return rows;
  }

  private static PictureGrid grid(List<String> rows) {
    var pictures = new ArrayList<PictureGrid.Picture>();
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < COLUMNS; column++) {
        pictures.add(
            new PictureGrid.Picture(
                row,
                column,
                0,
                PICTURE,
                PICTURE,
                "face " + pictures.size(),
                "",
                new PictureGrid.Points(3, PictureGrid.Source.HUMAN)));
      }
    }
    var columns = new ArrayList<PictureGrid.Axis>();
    for (int column = 0; column < COLUMNS; column++) {
      columns.add(new PictureGrid.Axis("column " + column, Optional.empty()));
    }
    return new PictureGrid(
        rows.stream().map(row -> new PictureGrid.Axis(row, Optional.empty())).toList(),
        columns,
        List.of(),
        pictures);
  }
}
