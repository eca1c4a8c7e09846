package lab.harmony.reports.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.BrowserFixture;
import lab.harmony.BrowserFixture.Window;
import lab.harmony.DrawnExperiment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("browser")
class GridBrowserTest {

  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  @BeforeAll
  static void twoModelsOfTheSamePrompts() {
    DrawnExperiment.of("grid-base", "doodle-base", 42).writeInto(lab);
    DrawnExperiment.of("grid-anime", "doodle-anime", 42).writeInto(lab);
    DrawnExperiment.of("grid-seed", "doodle-anime", 43).writeInto(lab);
  }

  @Test
  void everyPictureStandsInTheGridWithTheMachinesRateAtTheBorder() {
    var page = lab.page();
    lab.open(page, "/experiments/grid-base/grid");

    assertThat(tiles(page)).hasCount(48);
    assertThat(page.locator(".image-grid__label").first()).containsText("○");
    assertThat(page.getByText("No person has scored any of them")).isVisible();
    assertThat(lab.problems(page)).noneMatch(problem -> !problem.contains("favicon"));
  }

  @Test
  void theAddressFollowsTheLayoutAndBringsItBack() {
    var page = lab.page();
    lab.open(page, "/experiments/grid-base/grid?rows=cfg&columns=emotion&third=archetype");

    assertThat(page.locator(".image-grid__label")).hasCount(3);
    page.locator("vaadin-select").nth(1).click();
    page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Archetype")).click();
    assertThat(page).hasURL(asking("rows=cfg", "columns=archetype", "columns=emotion"));
    assertThat(page.locator(".image-grid__column").first()).containsText("soft");
    page.goBack();
    assertThat(page).hasURL(asking("columns=emotion", "third=archetype"));
    assertThat(page.locator(".image-grid__column").first()).containsText("neutral");
  }

  @Test
  void pairsThatDifferCanBeSeenAloneAndTheAddressSaysSo() {
    var page = lab.page();
    lab.open(
        page,
        "/experiments/grid-base/grid?with=grid-anime&rows=archetype&columns=emotion&third=model");
    assertThat(tiles(page).first()).isVisible();
    page.getByLabel("Differences only").check();
    assertThat(page).hasURL(asking("differences=only"));
    assertThat(page.locator(".image-grid__hint")).containsText("of 48 pairs differ");
    lab.open(page, page.url().replaceFirst("^.*?/experiments", "/experiments"));
    assertThat(page.getByLabel("Differences only")).isChecked();
    assertThat(page.locator(".image-grid__hint")).containsText("of 48 pairs differ");
  }

  @Test
  void arrowsMoveInTheLargeViewAndTheAddressNamesTheCell() {
    var page = lab.page();
    lab.open(page, "/experiments/grid-base/grid");
    tiles(page).first().click();

    var large = page.locator("dialog.lightbox");
    assertThat(large).isVisible();
    assertThat(large).containsText("soft, neutral, CFG 5");
    page.keyboard().press("ArrowRight");
    assertThat(large).containsText("soft, neutral, CFG 7");
    page.keyboard().press("ArrowDown");
    assertThat(large).containsText("stoic, neutral, CFG 7");
    assertThat(page).hasURL(asking("cell=stoic~neutral~7"));
    page.keyboard().press("Escape");
    assertThat(large).isHidden();
  }

  @Test
  void aLinkToACellOpensIt() {
    var page = lab.page();
    lab.open(
        page,
        "/experiments/grid-base/grid?rows=archetype&columns=emotion&third=cfg&cell=energetic~angry~9");

    assertThat(page.locator("dialog.lightbox")).containsText("energetic, angry, CFG 9");
    assertThat(page.locator(".lightbox__keys")).hasText("fit");
    var stage = page.locator(".lightbox__stage").boundingBox();
    var picture = page.locator(".lightbox__stage > img").boundingBox();
    assertThat(picture.height)
        .as("a fitted picture is seen whole")
        .isLessThanOrEqualTo(stage.height);
    assertThat(picture.width).isLessThanOrEqualTo(stage.width);
  }

  @Test
  void twoPicturesAreComparedByKeyboardAlone() {
    var page = lab.page();
    lab.open(
        page,
        "/experiments/grid-base/grid?with=grid-anime&rows=archetype&columns=emotion&third=model");
    assertThat(tiles(page).first()).isVisible();
    tiles(page).first().focus();
    page.keyboard().press("c");
    page.keyboard().press("ArrowRight");
    page.keyboard().press("c");

    var compare = page.locator("dialog.compare");
    assertThat(compare).isVisible();
    page.keyboard().press("2");
    assertThat(compare.locator(".compare__slider")).isVisible();
    page.keyboard().press("4");
    assertThat(compare.locator("[data-way=difference]")).isVisible();
  }

  @Test
  void aFurtherAxisIsSteppedThroughByKeysAndOneStaysWhereOneIs() {
    var page = lab.page();
    lab.open(
        page,
        "/experiments/grid-base/grid?with=grid-anime&rows=archetype&columns=emotion&columns=cfg&bar=model");
    assertThat(tiles(page)).hasCount(48);
    assertThat(page.locator(".grid-notices__summary").first()).containsText("at doodle-base");
    tiles(page).nth(7).focus();
    page.keyboard().press("]");

    assertThat(page.locator(".grid-notices__summary").first()).containsText("at doodle-anime");
    assertThat(page).hasURL(asking("bar=model", "at=doodle-anime"));
    assertThat(page.locator("[data-index='7']")).isFocused();
    page.keyboard().press("Enter");
    assertThat(page.locator("dialog.lightbox")).containsText("doodle-anime");
    assertThat(page).hasURL(asking("cell=soft~sad~7~doodle-anime"));
    page.keyboard().press("Escape");
    page.keyboard().press("[");
    assertThat(page.locator(".grid-notices__summary").first()).containsText("at doodle-base");
  }

  @Test
  void theRatesAtTheBorderAreReachedByTheKeyboardAndOpenTheirFaces() {
    var page = lab.page();
    lab.open(page, "/experiments/grid-base/grid");
    assertThat(tiles(page)).hasCount(48);
    page.getByLabel("Size").focus();
    for (int press = 0; press < 4; press++) {
      if (!onARate(page)) {
        page.keyboard().press("Tab");
      }
    }
    assertThat(onARate(page)).isTrue();
    page.keyboard().press("Enter");
    assertThat(page.locator(".faces-dialog__faces li")).hasCount(12);
    assertThat(page.locator("dialog.lightbox")).hasCount(0);
    page.keyboard().press("Escape");
    page.getByRole(
            AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Faces read by the machine"))
        .click();
    assertThat(page.locator(".faces-dialog__faces li")).hasCount(48);
  }

  private static boolean onARate(Page page) {
    return (boolean)
        page.evaluate("() => document.activeElement.classList.contains('image-grid__note')");
  }

  @Test
  void aFilterHidesPicturesAndChangesNoRate() {
    var page = lab.page();
    lab.open(page, "/experiments/grid-base/grid");
    assertThat(tiles(page)).hasCount(48);
    var rate = page.locator(".image-grid__label").first().innerText();
    lab.open(page, "/experiments/grid-base/grid?show=perfect");

    assertThat(page.locator(".grid-notices__summary").first()).containsText("filtered out");
    assertThat(tiles(page).first()).isVisible();
    org.assertj.core.api.Assertions.assertThat(tiles(page).count()).isLessThan(48);
    org.assertj.core.api.Assertions.assertThat(
            page.locator(".image-grid__label").first().innerText())
        .isEqualTo(rate);
  }

  @Test
  void anyNumberOfAxesIsChosenInOnePlace() {
    var page = lab.page();
    lab.open(page, "/experiments/grid-base/grid");
    assertThat(tiles(page)).hasCount(48);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Axes …")).click();
    page.getByLabel("Words of the prompt").fill("happy");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Add words")).click();
    assertThat(page.locator(".axes-dialog__axis")).hasCount(4);
    lab.look(page, "axes");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show this grid")).click();

    assertThat(page.locator(".grid-steps")).containsText("“happy” in the prompt");
    assertThat(page.locator(".grid-notices__summary").first()).containsText("12 pictures");
  }

  @Test
  void theScreensHaveNoBarriersInLightAndDarkOnDeskAndHand() {
    for (var window : Window.values()) {
      var page = lab.page(window, ColorScheme.LIGHT);
      lab.open(page, "/experiments/grid-base/grid");
      assertThat(tiles(page).first()).isVisible();
      lab.look(page, "grid");
      lab.open(page, "/grids");
      assertThat(page.locator(".grid-list__row").first()).isVisible();
      lab.look(page, "grids");
      lab.open(page, "/reports");
      lab.look(page, "reports");
      lab.open(
          page,
          "/experiments/grid-base/grid?cell=energetic~angry~9&rows=archetype&columns=emotion&third=cfg");
      assertThat(page.locator("dialog.lightbox")).isVisible();
      lab.look(page, "large");
    }
  }

  @Test
  void ofAGridThatIsMostlyEmptyABalancedPartIsPlannedFromItsPage() {
    var page = lab.page();
    lab.open(page, "/experiments/grid-base/grid?with=grid-seed&rows=archetype&columns=emotion");
    var notices = page.locator(".grid-view__notices");
    assertThat(notices)
        .containsText("96 of the 192 pictures that its values make together are here.");
    page.getByRole(
            AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Draw a balanced part first …"))
        .press("Enter");
    var dialog = page.getByRole(AriaRole.DIALOG);
    assertThat(dialog).containsText("Of 192 pictures ");
    assertThat(dialog).containsText("each of the 16 cells whether 50 % of its faces are perfect");
    assertThat(dialog).containsText("What need not be drawn is saved: up to ");
    assertThat(dialog).containsText("96 pictures that the grid shows do not count: a model");
    lab.look(page, "sparse-plan");
    page.keyboard().press("Escape");
    assertThat(dialog).isHidden();
    lab.open(page, "/experiments/grid-base/grid");
    assertThat(page.locator(".grid-notices__summary").first()).containsText("48 pictures");
    assertThat(page.getByText("that its values make together")).hasCount(0);
  }

  private static Pattern asking(String... parameters) {
    return Pattern.compile(
        Stream.of(parameters).map("(?=.*[?&]%s(&|$))"::formatted).collect(Collectors.joining())
            + ".*");
  }

  private static Locator tiles(Page page) {
    return page.locator(".image-grid__tile:not(.image-grid__tile--missing)");
  }
}
