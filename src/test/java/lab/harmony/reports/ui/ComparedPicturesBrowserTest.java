package lab.harmony.reports.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import lab.harmony.BrowserFixture;
import lab.harmony.BrowserFixture.Window;
import lab.harmony.DrawnExperiment;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.models.ModelName;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("browser")
class ComparedPicturesBrowserTest {

  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  private static final String GRID =
      "/experiments/seen-beside/grid?with=seen-elsewhere&rows=archetype&columns=emotion&columns=model&columns=cfg";

  @BeforeAll
  static void twoModelsOfTheSamePrompts() {
    var base = lab.bean(ModelCatalogue.class).find(new ModelName("doodle-base")).orElseThrow();
    DrawnExperiment.of("seen-beside", "doodle-base", 42).ofWeights(base.sha256()).writeInto(lab);
    DrawnExperiment.of("seen-elsewhere", "of-somebody", 42).writeInto(lab);
  }

  @Test
  void threePicturesAreEnlargedMovedAndHeldAtAPartTogetherByKeyboardAlone() {
    var page = lab.page();
    chosen(page, "C", "C", "c");
    var compare = page.locator("dialog.compare");
    assertThat(compare.locator(".compare__pane")).hasCount(3);
    assertSameIsSeen(page, 3);

    page.keyboard().press("+");
    page.keyboard().press("+");
    page.keyboard().press("ArrowRight");
    assertThat(compare.getByRole(AriaRole.STATUS))
        .containsText("whole, 2 times, 5 percent to the right");
    var moved = assertSameIsSeen(page, 3);
    assertThat(moved.get(0)).as("to the right").isGreaterThan(0.51);

    page.keyboard().press("m");
    assertThat(compare.getByRole(AriaRole.STATUS)).containsText("mouth");
    var mouth = assertSameIsSeen(page, 3);
    assertThat(mouth.get(1)).as("the mouth lies below the middle").isBetween(0.7, 0.85);
    lab.look(page, "compare-mouth");

    page.keyboard().press("2");
    assertThat(compare.locator(".compare__pane")).hasCount(1);
    assertThat(compare.locator(".compare__layer")).hasCount(2);
    page.keyboard().press(".");
    assertThat(compare.locator(".compare__layer[data-picture='2']")).hasCount(1);
    assertThat(compare.locator(".compare__layer[data-picture='1']")).hasCount(0);
    page.keyboard().press("3");
    assertThat(compare.locator(".compare__layer")).hasCount(3);
    page.keyboard().press("4");
    assertThat(compare.locator(".compare__layer").nth(1)).hasCSS("mix-blend-mode", "difference");
    page.keyboard().press("0");
    assertThat(compare.getByRole(AriaRole.STATUS)).containsText("whole, 1 times");
    page.keyboard().press("Escape");
    assertThat(compare).hasCount(0);
    assertThat(page.locator(".image-grid__tile:focus")).hasCount(1);
  }

  @Test
  void picturesAreChosenInTheLargeViewTooAndEscapeLeadsBackToIt() {
    var page = lab.page();
    lab.open(page, GRID);
    tile(page, 0).focus();
    page.keyboard().press("Enter");
    var large = page.locator("dialog.lightbox");
    assertThat(large).containsText("soft, neutral, CFG 5");
    page.keyboard().press("c");
    assertThat(large).containsText("Chosen (1)");
    page.keyboard().press("ArrowRight");
    assertThat(large).containsText("soft, neutral, CFG 7");
    page.keyboard().press("c");
    var compare = page.locator("dialog.compare");
    assertThat(compare).containsText("CFG 5");
    assertThat(compare).containsText("CFG 7");
    page.keyboard().press("Escape");
    assertThat(compare).hasCount(0);
    assertThat(large).isVisible();
    page.keyboard().press("ArrowRight");
    assertThat(large).containsText("soft, neutral, CFG 9");
  }

  @Test
  void theSameCellAtTwoStepsOfTheBarIsComparedAndWhatIsChosenIsLetGoAlone() {
    var page = lab.page();
    lab.open(
        page,
        "/experiments/seen-beside/grid?with=seen-elsewhere&rows=archetype&columns=emotion&columns=cfg&bar=model");
    tile(page, 4).focus();
    page.keyboard().press("C");
    assertThat(tile(page, 4)).hasAttribute("aria-selected", "true");
    page.keyboard().press("]");
    assertThat(page.locator(".grid-notices__summary").first()).containsText("at of-somebody");
    assertThat(tile(page, 4)).hasAttribute("aria-selected", "false");
    assertThat(tile(page, 4)).isFocused();
    page.keyboard().press("C");
    assertThat(tile(page, 4)).hasAttribute("aria-selected", "true");
    page.keyboard().press("c");
    assertThat(tile(page, 4)).hasAttribute("aria-selected", "false");
    var compare = page.locator("dialog.compare");
    assertThat(compare).hasCount(0);
    page.keyboard().press("C");
    page.locator(".image-grid__compare").click();
    assertThat(compare.locator(".compare__pane")).hasCount(2);
    assertThat(compare).containsText("of-somebody");
    assertThat(compare).containsText("doodle-base");
  }

  @Test
  void whereThePartsOfAPictureAreNotKnownThatIsSaid() {
    var page = lab.page();
    lab.open(page, GRID);
    var other = page.locator(".image-grid__tile[aria-label*='of-somebody']");
    tile(page, 0).focus();
    page.keyboard().press("c");
    assertThat(page.locator(".image-grid__hint")).containsText("Chosen");
    other.first().focus();
    page.keyboard().press("c");
    var compare = page.locator("dialog.compare");
    page.keyboard().press("e");
    assertThat(compare.locator(".compare__unknown"))
        .containsText("Where the eyes are is not known of this picture");
    assertThat(compare.locator(".compare__unknown")).hasCount(1);
    page.keyboard().press("Escape");
    assertThat(compare).hasCount(0);

    other.nth(0).focus();
    page.keyboard().press("c");
    assertThat(page.locator(".image-grid__hint")).containsText("Chosen");
    other.nth(1).focus();
    page.keyboard().press("c");
    assertThat(compare.locator("button:disabled")).hasCount(3);
    assertThat(compare.locator("button:disabled").first()).containsText("not known");
    page.keyboard().press("e");
    assertThat(compare.getByRole(AriaRole.STATUS))
        .hasText("Where the eyes are is not known of these pictures");
    assertThat(compare.locator(".compare__unknown")).hasCount(0);
  }

  /// Chooses the first pictures by these keys.
  private static void chosen(Page page, String... keys) {
    lab.open(page, GRID);
    assertThat(tile(page, 0)).isVisible();
    for (int at = 0; at < keys.length; at++) {
      tile(page, at).focus();
      page.keyboard().press(keys[at]);
      if (at < keys.length - 1) {
        assertThat(tile(page, at)).hasAttribute("aria-selected", "true");
      }
    }
    assertThat(page.locator("dialog.compare")).isVisible();
  }

  private static Locator tile(Page page, int index) {
    return page.locator("[data-index='%d']".formatted(index));
  }

  /// The place of each picture, in fractions of it, that lies in the middle of its frame, and how
  /// large it is; all the same.
  private static List<Double> assertSameIsSeen(Page page, int pictures) {
    page.waitForFunction(
        "() => [...document.querySelectorAll('.compare__layer > img')].every((image) => image.naturalWidth > 0 && image.offsetWidth > 0)");
    var seen =
        page.evaluate(
            """
            () => [...document.querySelectorAll('.compare__layer > img')].map((image) => {
              const pane = image.closest('.compare__pane').getBoundingClientRect();
              const box = image.getBoundingClientRect();
              return [(pane.left + pane.width / 2 - box.left) / box.width, (pane.top + pane.height / 2 - box.top) / box.height, box.width / pane.width];
            })
            """);
    var all =
        ((List<?>) seen)
            .stream()
                .map(one ->
                    ((List<?>) one).stream().map(value -> ((Number) value).doubleValue()).toList())
                .toList();
    assertThat(all).hasSize(pictures);
    for (var one : all) {
      for (int at = 0; at < 3; at++) {
        assertThat(one.get(at)).isCloseTo(all.getFirst().get(at), within(0.01));
      }
    }
    return all.getFirst();
  }

  @Test
  void whateverAKeyDoesIsReadOutAndWhoAskedForLessMotionLetsItBegin() {
    var page = lab.page();
    page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
    chosen(page, "C", "C", "c");
    var compare = page.locator("dialog.compare");
    var told = compare.getByRole(AriaRole.STATUS);
    assertThat(told).hasText("Side by side: 3 pictures; whole, 1 times");
    page.keyboard().press("2");
    assertThat(told).containsText("Slider: 50 percent of soft, neutral, CFG 5");
    page.keyboard().press("ArrowRight");
    assertThat(told).containsText("Slider: 52 percent");
    page.keyboard().press(".");
    assertThat(told).containsText("the rest of soft, neutral, CFG 9");
    page.keyboard().press("4");
    assertThat(told).containsText("Difference: soft, neutral, CFG 5");

    page.keyboard().press("3");
    assertThat(told).containsText("Flicker: picture 1 of 3, soft, neutral, CFG 5");
    compare.getByLabel("Next picture").click();
    assertThat(told).containsText("picture 2 of 3");
    assertThat(compare.locator(".compare__which")).hasText("2 of 3");
    compare.getByLabel("Former picture").click();
    assertThat(told).containsText("picture 1 of 3");
    var alone = button(compare, "By itself");
    assertThat(alone).hasAttribute("aria-pressed", "false");
    alone.click();
    assertThat(told).containsText("Flicker: 3 pictures in turn");
    compare.locator(".compare__stage").focus();
    page.keyboard().press("p");
    assertThat(alone).hasAttribute("aria-pressed", "false");

    button(compare, "Whole").click();
    page.keyboard().press("+");
    assertThat(button(compare, "Whole")).hasAttribute("aria-pressed", "false");
    page.keyboard().press("-");
    assertThat(button(compare, "Whole")).hasAttribute("aria-pressed", "true");
  }

  private static Locator button(Locator within, String name) {
    return within.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
  }

  @Test
  void sixPicturesAreSeenInTheHand() {
    var page = lab.page(Window.HAND, ColorScheme.LIGHT);
    chosen(page, "C", "C", "C", "C", "C", "C");
    for (var pane : page.locator(".compare__pane").all()) {
      var box = pane.boundingBox();
      assertThat(box.width).isGreaterThanOrEqualTo(112);
      assertThat(box.height).isGreaterThanOrEqualTo(64);
    }
    lab.look(page, "compare-six");
  }

  @Test
  void theViewHasNoBarriersInLightAndDarkOnDeskAndHand() {
    for (var window : Window.values()) {
      var page = lab.page(window, ColorScheme.LIGHT);
      chosen(page, "c", "c");
      lab.look(page, "compare");
    }
  }
}
