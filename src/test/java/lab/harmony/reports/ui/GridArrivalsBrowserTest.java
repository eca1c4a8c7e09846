package lab.harmony.reports.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import lab.harmony.BrowserFixture;
import lab.harmony.BrowserFixture.Window;
import lab.harmony.DrawnExperiment;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.models.ModelName;
import lab.harmony.notebooks.ExperimentKind;
import lab.harmony.notebooks.Experiments;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.execution.NotebookExecution;
import lab.harmony.notebooks.store.Edit;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.runs.store.RunQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Pictures come into an open grid while a run draws them, and what somebody looks at stays where
/// it is, to the pixel.
@Tag("browser")
class GridArrivalsBrowserTest {

  private static final String RUN =
      """
      model: doodle-base
      template: portrait
      cfg_scales: [7]
      seeds: %s
      sampler: euler
      steps: 2
      """;

  /// Goes to a tile and looks at each frame where it is, and whether it has the keyboard.
  private static final String WATCH =
      """
      (index) => {
        const name = (tile) => tile.getAttribute('aria-label')?.split(', read by')[0];
        const first = document.querySelector(`.image-grid__tile[data-index="${index}"]`);
        first.focus({ preventScroll: true });
        const label = name(first);
        const start = first.getBoundingClientRect();
        // also says how it moved, if it did
        window.moved = { label, most: 0, gone: 0, left: 0, how: [] };
        const parts = ['.page-bar', '.grid-view__notices', '.image-grid__toolbar', '.image-grid__head', '.image-grid__scroller'];
        const sizes = () => parts.map((part) => {
          const { width, height } = document.querySelector(part).getBoundingClientRect();
          return `${part} ${width} × ${height}`;
        }).join(', ');
        const size = () => getComputedStyle(document.querySelector('.image-grid__scroller')).getPropertyValue('--_size');
        let before = '';
        const look = () => {
          const tile = [...document.querySelectorAll('.image-grid__tile')].find((one) => name(one) === label);
          const box = tile?.getBoundingClientRect();
          window.moved.gone += tile ? 0 : 1;
          window.moved.left += tile === document.activeElement ? 0 : 1;
          if (box) {
            window.moved.most = Math.max(window.moved.most, ...['left', 'top', 'width', 'height'].map((side) => Math.abs(box[side] - start[side])));
          }
          const now = `${box?.left} ${box?.top} of ${size()} px; ${sizes()}`;
          if (now !== before) {
            window.moved.how.push(now);
            before = now;
          }
          requestAnimationFrame(look);
        };
        look();
      }
      """;

  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  @Test
  void fromTheFirstPictureOnTheTileThatOneLooksAtStays() {
    var slug = experiment("First come");
    run(slug, "[1]");
    var pages = List.of(lab.page(), lab.page(Window.HAND, ColorScheme.LIGHT));
    for (var page : pages) {
      lab.open(page, "/experiments/%s/grid".formatted(slug));
      assertThat(tiles(page).first()).isVisible(patiently());
      page.evaluate(WATCH, 0);
    }
    pages.forEach(page -> assertStill(page, 16));
    var page = pages.getFirst();
    var more =
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Fit").setExact(true));
    more.click();
    assertThat(page.locator(".image-grid__more")).hasCount(0);
    assertThat(tiles(page)).hasCount(16);
  }

  @Test
  void rowsAndColumnsThatComeBeforeItDoNotMoveIt() {
    var slug = experiment("They come");
    run(slug, "[11, 12]");
    awaitEnd(slug);
    var byRows = "/experiments/%s/grid?rows=archetype&rows=seed&columns=emotion".formatted(slug);
    var byColumns =
        "/experiments/%s/grid?rows=archetype&columns=seed&columns=emotion".formatted(slug);
    var top = lab.page();
    var scrolled = lab.page();
    var hand = lab.page(Window.HAND, ColorScheme.LIGHT);
    var columns = lab.page();
    lab.open(top, byRows);
    lab.open(scrolled, byRows);
    lab.open(hand, byRows);
    lab.open(columns, byColumns);
    var pages = List.of(top, scrolled, hand, columns);
    pages.forEach(page ->
        assertThat(page.locator(".grid-notices__summary").first()).containsText("32 pictures:"));
    scrolled.locator(".image-grid__scroller").evaluate("(it) => it.scrollTo(0, 500)");
    assertThat(scrolled.locator("[data-index='14']")).isInViewport();
    scrolled.evaluate(WATCH, 14);
    List.of(top, hand, columns).forEach(page -> page.evaluate(WATCH, 0));

    run(slug, "[1]");

    pages.forEach(page -> assertStill(page, 48));
    var up = named(top, "1 new row ↑");
    up.click();
    assertThat(up).hasCount(0);
    assertThat(tile(top, "soft, neutral, seed 1,")).isInViewport();
    var left = named(columns, "← 1 new column");
    left.click();
    assertThat(left).hasCount(0);
    assertThat(tile(columns, "soft, neutral, seed 1,")).isInViewport();
  }

  /// A value that stands before the one that is shown comes too: the bar stays where it is.
  @Test
  void atTheBarAndInTheMiddleOfTheHandNothingMoves() {
    var slug = experiment("Between them");
    run(slug, "[12]");
    awaitEnd(slug);
    var bar = "/experiments/%s/grid?rows=archetype&columns=emotion&bar=seed".formatted(slug);
    var inRows = "/experiments/%s/grid?rows=archetype&rows=emotion&rows=seed&columns=cfg";
    var desk = lab.page();
    var hand = lab.page(Window.HAND, ColorScheme.LIGHT);
    var middle = lab.page(Window.HAND, ColorScheme.LIGHT);
    lab.open(desk, bar);
    lab.open(hand, bar);
    lab.open(middle, inRows.formatted(slug));
    var large = lab.page();
    lab.open(large, bar + "&cell=stoic~sad~12");
    assertThat(large.locator("dialog.lightbox")).isVisible();
    var pages = List.of(desk, hand, middle);
    pages.forEach(page ->
        assertThat(page.locator(".grid-notices__summary").first()).containsText("16 pictures:"));
    middle
        .locator(".image-grid__scroller")
        .evaluate("(it) => it.scrollTo(0, (it.scrollHeight - it.clientHeight) / 2)");
    assertThat(middle.locator("[data-index='8']")).isInViewport();
    middle.evaluate(WATCH, 8);
    var next = desk.getByLabel("Next value of Seed");
    desk.evaluate(WATCH, 0);
    hand.evaluate(WATCH, 0);

    run(slug, "[1, 30]");

    assertStill(middle, 48);
    for (var page : List.of(desk, hand)) {
      assertThat(page.locator(".grid-steps")).containsText("2 of 3");
      assertStill(page, 16);
    }
    assertThat(large).hasURL(Pattern.compile(".*[?&]at=12(&.*)?$"));
    assertThat(large).hasURL(Pattern.compile(".*[?&]cell=stoic~sad~12(&.*)?$"));
    assertThat(large.locator(".lightbox__label")).containsText("stoic, sad");
    next.focus();
    next.press("Enter");
    assertThat(desk.locator(".grid-steps")).containsText("3 of 3");
    assertThat(next).isFocused();
  }

  /// Of thousands that are there nothing is asked for again: what came brings its own words.
  @Test
  void intoThousandsOfPicturesAFewComeAndNoWordsOfOthersAreAskedForAgain() {
    var slug = "thousands";
    var model = lab.bean(ModelCatalogue.class).find(new ModelName("doodle-base")).orElseThrow();
    DrawnExperiment.of(slug, "doodle-base", LongStream.rangeClosed(11, 40).toArray())
        .ofWeights(model.sha256())
        .drawn(new DrawnExperiment.Settings("Euler", 2, model.nativeSize(), model.nativeSize()))
        .writeInto(lab);
    var page = lab.page();
    lab.open(
        page, "/experiments/%s/grid?rows=seed&columns=emotion&columns=archetype".formatted(slug));
    assertThat(page.locator(".grid-notices__summary").first()).containsText("1440 pictures:");
    page.locator(".image-grid__scroller").evaluate("(it) => it.scrollTo(0, it.scrollHeight / 2)");
    lab.settle(page);
    var index =
        Integer.parseInt(
            page.locator(".image-grid__row[data-passed='false'] .image-grid__tile[data-seen]")
                .nth(30)
                .getAttribute("data-index"));
    page.evaluate(WATCH, index);
    page.evaluate(
        """
        () => {
          window.asked = [];
          document.querySelector('harmony-image-grid')
              .addEventListener('grid-window', (event) => window.asked.push(event.detail.windows));
        }
        """);

    run(new ExperimentSlug(slug), "[1]");

    assertStill(page, 1456);
    assertThat((List<?>) page.evaluate("window.asked")).as("windows of words asked for").isEmpty();
    assertThat(tile(page, (String) page.evaluate("window.moved.label"))).isFocused();
    page.locator(".image-grid__scroller").evaluate("(it) => it.scrollTo(0, 0)");
    assertThat(page.locator(".image-grid__tile[aria-label*='seed 1,'][data-seen]")).hasCount(16);
    assertThat(page.locator(".grid-notices__summary").first()).containsText("n = 1456 images");
    assertThat(lab.problems(page)).isEmpty();
  }

  private static Locator named(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator tile(Page page, String label) {
    return page.locator(".image-grid__tile[aria-label^='%s']".formatted(label));
  }

  private static void assertStill(Page page, int pictures) {
    assertThat(page.locator(".grid-notices__summary").first())
        .containsText(
            pictures + " pictures:",
            new LocatorAssertions.ContainsTextOptions().setTimeout(120_000));
    lab.settle(page);
    var where =
        "%s at %d px".formatted(page.evaluate("window.moved.label"), page.viewportSize().width);
    assertThat(number(page, "window.moved.gone")).as("frames without %s", where).isZero();
    assertThat(number(page, "window.moved.left"))
        .as("frames in which %s has no keyboard", where)
        .isZero();
    assertThat(number(page, "window.moved.most"))
        .as("pixels that %s moved: %s", where, page.evaluate("window.moved.how.join(' | ')"))
        .isZero();
  }

  private static ExperimentSlug experiment(String title) {
    lab.bean(Experiments.class).create(title, ExperimentKind.OTHER, lab.by("Ada"));
    return new ExperimentSlug(title.toLowerCase(Locale.ROOT).replace(' ', '-'));
  }

  /// Sixteen pictures for each seed.
  private static void run(ExperimentSlug slug, String seeds) {
    var cell =
        ((Edit.Saved)
                lab.bean(Notebooks.class)
                    .add(slug, 0, CellKind.RUN, RUN.formatted(seeds), lab.by("Ada")))
            .cell();
    lab.bean(NotebookExecution.class).run(slug, List.of(cell), lab.by("Ada"));
  }

  private static void awaitEnd(ExperimentSlug slug) {
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() ->
            lab.bean(RunQueue.class).of(slug.value()).stream()
                .anyMatch(run -> run.state().isOver()));
  }

  private static double number(Page page, String what) {
    return ((Number) page.evaluate(what)).doubleValue();
  }

  private static Locator tiles(Page page) {
    return page.locator(".image-grid__tile:not(.image-grid__tile--missing)");
  }

  private static LocatorAssertions.IsVisibleOptions patiently() {
    return new LocatorAssertions.IsVisibleOptions().setTimeout(120_000);
  }
}
