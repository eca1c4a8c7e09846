package lab.harmony.design.pictures;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import lab.harmony.BrowserFixture;
import lab.harmony.design.MountedElement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

@Tag("browser")
class ClientComponentsBrowserTest {
  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  private static final String PICTURE =
      "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'><circle cx='4'"
          + " cy='4' r='3'/></svg>";

  @Test
  void thousandsOfTilesScrollAndOnlyThoseInViewExist() {
    var page = MountedElement.in(lab, "harmony-image-grid");
    show(page, grid(80, 60));
    var tiles = page.locator(".image-grid__tile");
    assertThat(tiles.first()).isVisible();
    assertThat(tiles.count()).isBetween(20, 400);
    page.locator(".image-grid__scroller").evaluate("it => it.scrollTo(1e6, 1e6)");
    assertThat(page.locator("[data-index='4799']")).isVisible();
    assertThat(tiles.count()).isBetween(20, 400);
    assertThat(page.locator("[role=rowheader]").last()).isInViewport();
    assertThat(page.locator("[role=columnheader]").last()).isInViewport();
  }

  @Test
  void arrowsMoveThroughTheGridAndPlusAndMinusZoom() {
    var page = MountedElement.in(lab, "harmony-image-grid");
    show(page, grid(4, 12));
    page.locator("[data-index='0']").focus();
    page.keyboard().press("ArrowDown");
    page.keyboard().press("ArrowRight");
    assertThat(page.locator("[data-index='13']")).isFocused();
    page.keyboard().press("End");
    assertThat(page.locator("[data-index='23']")).isFocused();
    page.keyboard().press("+");
    assertThat(page.locator(".image-grid__zoom .mono")).hasText("112 px");
    for (var press = 0; press < 10; press++) {
      page.keyboard().press("-");
    }
    assertThat(page.locator(".image-grid__zoom .mono")).hasText("48 px");
  }

  @Test
  void theLargeViewMovesInBothDirectionsAndKeepsItsZoom() {
    var page = MountedElement.in(lab, "harmony-image-grid");
    show(page, grid(4, 12));
    page.locator("[data-index='0']").focus();
    page.keyboard().press("Enter");
    var label = page.locator(".lightbox__label");
    assertThat(label).hasText("row 0, column 0");
    page.keyboard().press("+");
    assertThat(page.locator(".lightbox__keys")).hasText("2×");
    page.keyboard().press("ArrowRight");
    page.keyboard().press("ArrowDown");
    assertThat(label).hasText("row 1, column 1");
    assertThat(page.locator(".lightbox__keys")).hasText("2×");
    page.keyboard().press("Escape");
    assertThat(label).isHidden();
    assertThat(page.locator("[data-index='13'][tabindex='0']")).isVisible();
  }

  @Test
  void markingTwoPicturesComparesThem() {
    var page = MountedElement.in(lab, "harmony-image-grid");
    show(page, grid(4, 12));
    page.locator("[data-index='0']").focus();
    page.keyboard().press("c");
    page.keyboard().press("ArrowRight");
    page.keyboard().press("c");
    assertThat(page.locator("dialog.compare")).isVisible();
    page.keyboard().press("4");
    assertThat(page.locator(".compare__stage[data-way='difference']")).isVisible();
    page.keyboard().press("2");
    assertThat(page.getByLabel("How much of the first picture is shown")).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.locator("dialog.compare")).isHidden();
  }

  @ParameterizedTest
  @CsvSource({"717,4,3", "352,4,3", "717,8,3", "352,8,3", "717,4,15", "352,4,7"})
  void allColumnsFitIntoTheWidthWhateverSplitsThem(int width, int columns, int layers) {
    var page = MountedElement.in(lab, "harmony-image-grid");
    page.evaluate(
        "(width) => { document.querySelector('harmony-image-grid').style.inlineSize = width + 'px';"
            + " }",
        width);
    show(page, split(3, columns, layers));
    page.evaluate("() => document.querySelector('harmony-image-grid').fit()");
    page.waitForFunction(
        "() => { const it = document.querySelector('.image-grid__scroller'); return it.scrollWidth"
            + " <= it.clientWidth; }");
    assertThat(page.locator(".image-grid__column")).hasCount(columns);
    assertThat(page.locator(".image-grid__more")).hasCount(0);
    page.locator("[data-index='0']").focus();
    page.keyboard().press("End");
    assertThat(page.locator("[data-index='%d']".formatted(columns * layers - 1))).isFocused();
  }

  @Test
  void columnsThatCannotFitAreCountedAndOneClickAway() {
    var page = MountedElement.in(lab, "harmony-image-grid");
    page.evaluate(
        "() => { document.querySelector('harmony-image-grid').style.inlineSize = '352px'; }");
    show(page, split(2, 20, 3));
    page.evaluate("() => document.querySelector('harmony-image-grid').fit()");
    var more = page.locator(".image-grid__more");
    assertThat(more).containsText("more columns");
    for (var click = 0; click < 6 && more.isVisible(); click++) {
      var before = more.innerText();
      more.click();
      page.waitForFunction(
          "(before) => document.querySelector('.image-grid__more')?.innerText !== before", before);
    }
    assertThat(more).hasCount(0);
    assertThat(page.locator("[role=rowheader]").first()).isInViewport();
    assertThat(page.locator("[role=columnheader]").last()).isInViewport();
  }

  @Test
  void onlyThePairsThatDifferAreShownAndTheOthersAreCounted() {
    var page = MountedElement.in(lab, "harmony-image-grid");
    var pictures = new ArrayList<PictureGrid.Picture>();
    var points = new int[][] {{3, 3}, {3, 1}, {0, 0}, {2, 2}};
    for (var place = 0; place < 4; place++) {
      for (var layer = 0; layer < 2; layer++) {
        pictures.add(
            picture(place / 2, place % 2, layer, points[place][layer], PictureGrid.Source.HUMAN));
      }
    }
    pictures.set(7, picture(1, 1, 1, 3, PictureGrid.Source.MACHINE));
    show(
        page,
        new PictureGrid(
            axes("row", 2),
            axes("column", 2),
            List.of(
                new PictureGrid.Layer("doodle-base", 0), new PictureGrid.Layer("doodle-anime", 0)),
            pictures));
    assertThat(page.locator(".image-grid__layers > span"))
        .hasText(new String[] {"…base", "…anime", "…base", "…anime"});
    page.getByLabel("Differences only").check();
    assertThat(page.locator("[data-index]")).hasCount(2);
    assertThat(page.locator("[data-index='2'], [data-index='3']")).hasCount(2);
    assertThat(page.locator("[role=rowheader]")).hasCount(1);
    assertThat(page.locator(".image-grid__hint"))
        .hasText(
            "1 of 4 pairs differ, 2 with equal points left out, 1 that cannot be told (a picture"
                + " or its points are missing, or another judge) left out.");
    page.locator("[data-index='2']").focus();
    page.keyboard().press("Enter");
    page.keyboard().press("ArrowRight");
    assertThat(page.locator(".lightbox__label")).hasText("row 0, column 1, layer 1");
    page.keyboard().press("Escape");
    page.getByLabel("Differences only").uncheck();
    assertThat(page.locator("[data-index]")).hasCount(8);
  }

  @Test
  void whatIsTypedWaitsForTheServerBeforeTheNextIsSent() {
    var page = MountedElement.in(lab, "harmony-editor");
    page.evaluate(
        """
        () => {
          const editor = document.querySelector('harmony-editor');
          window.edits = [];
          editor.addEventListener('editor-change', (event) => window.edits.push(event.detail));
          Object.assign(editor, { language: 'markdown', label: 'Question', value: 'Why', version: 'v1' });
        }
        """);
    var text = page.getByLabel("Question");
    text.click();
    page.keyboard().press("Control+End");
    page.keyboard().type("?");
    page.waitForFunction("() => window.edits.length === 1");
    page.keyboard().type(" Because");
    page.evaluate("() => document.querySelector('harmony-editor').value = 'Theirs'");
    page.evaluate("() => document.querySelector('harmony-editor').acknowledge('v2')");
    page.waitForFunction("() => window.edits.length === 2");
    assertThat(page.evaluate("() => window.edits"))
        .isEqualTo(
            List.of(
                Map.of("value", "Why?", "version", "v1", "base", "Why"),
                Map.of("value", "Why? Because", "version", "v2", "base", "Why?")));
  }

  @Test
  void keysThatLeaveTheEditorSaySo() {
    var page = MountedElement.in(lab, "harmony-editor");
    page.evaluate(
        """
        () => {
          const editor = document.querySelector('harmony-editor');
          window.commands = [];
          editor.addEventListener('editor-command', (event) => window.commands.push(event.detail.command));
          Object.assign(editor, { language: 'yaml', label: 'Spec', value: 'seed: 7' });
        }
        """);
    page.getByLabel("Spec").click();
    page.keyboard().press("Shift+Enter");
    page.keyboard().press("Control+Enter");
    page.keyboard().press("Escape");
    assertThat(page.evaluate("() => window.commands"))
        .isEqualTo(List.of("run-next", "run", "leave"));
    assertThat(page.getByLabel("Spec")).hasText("seed: 7");
  }

  private static void show(Page page, PictureGrid grid) {
    page.evaluate(
        "(data) => { document.querySelector('harmony-image-grid').data = data; }",
        JsonMapper.shared().convertValue(PictureGridJson.of(grid), Map.class));
  }

  private static PictureGrid grid(int rows, int columns) {
    var pictures = new ArrayList<PictureGrid.Picture>();
    for (var row = 0; row < rows; row++) {
      for (var column = 0; column < columns; column++) {
        pictures.add(
            new PictureGrid.Picture(
                row,
                column,
                0,
                PICTURE,
                PICTURE + "#%d-%d".formatted(row, column),
                "row %d, column %d".formatted(row, column),
                "",
                new PictureGrid.Points((row + column) % 4, PictureGrid.Source.HUMAN)));
      }
    }
    return new PictureGrid(axes("row", rows), axes("column", columns), List.of(), pictures);
  }

  /// Columns that are split into layers, without rates.
  private static PictureGrid split(int rows, int columns, int layers) {
    var pictures = new ArrayList<PictureGrid.Picture>();
    for (var row = 0; row < rows; row++) {
      for (var place = 0; place < columns * layers; place++) {
        pictures.add(
            picture(row, place / layers, place % layers, place % 4, PictureGrid.Source.HUMAN));
      }
    }
    return new PictureGrid(
        plain("row", rows),
        plain("column", columns),
        IntStream.range(0, layers)
            .mapToObj(layer -> new PictureGrid.Layer("seed " + layer, 0))
            .toList(),
        pictures);
  }

  private static PictureGrid.Picture picture(
      int row, int column, int layer, int points, PictureGrid.Source source) {
    return new PictureGrid.Picture(
        row,
        column,
        layer,
        PICTURE,
        PICTURE,
        "row %d, column %d, layer %d".formatted(row, column, layer),
        "",
        new PictureGrid.Points(points, source));
  }

  private static List<PictureGrid.Axis> plain(String name, int count) {
    return IntStream.range(0, count)
        .mapToObj(index -> new PictureGrid.Axis(name + " " + index, Optional.empty()))
        .toList();
  }

  private static List<PictureGrid.Axis> axes(String name, int count) {
    var axes = new ArrayList<PictureGrid.Axis>();
    for (var index = 0; index < count; index++) {
      axes.add(new PictureGrid.Axis("%s %d".formatted(name, index), "44 % (30–58)"));
    }
    return axes;
  }
}
