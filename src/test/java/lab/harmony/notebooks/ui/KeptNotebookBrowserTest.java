package lab.harmony.notebooks.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.Objects;
import lab.harmony.BrowserFixture;
import lab.harmony.notebooks.ExperimentKind;
import lab.harmony.notebooks.Experiments;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.store.Notebooks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("browser")
class KeptNotebookBrowserTest {
  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  @Test
  void whoComesBackFindsTheNotebookWhereItWasAndAsItIsNow() {
    var page = lab.page();
    lab.open(page, "/experiments/baseline");
    var grid = page.locator("[data-cell='grid']");
    grid.evaluate("cell => cell.mark = 'the same'");
    grid.evaluate("cell => cell.closest('.notebook').scrollTop = 1200");

    review(page);
    back(page, "baseline");
    assertThat(place(grid)).isEqualTo(1200);

    review(page);
    lab.bean(Notebooks.class)
        .add(
            new ExperimentSlug("baseline"),
            0,
            CellKind.MARKDOWN,
            "Written meanwhile",
            lab.by("Grace"));
    back(page, "baseline");

    assertThat(page.locator(".prose").getByText("Written meanwhile")).isVisible();
    assertThat(grid.evaluate("cell => cell.mark")).isEqualTo("the same");
    assertThat(place(grid)).isGreaterThanOrEqualTo(1200);
    assertThat(page.locator("[role='main']")).hasCount(1);
    assertThat(lab.problems(page)).isEmpty();
  }

  private static double place(Locator cell) {
    return ((Number) cell.evaluate("cell => cell.closest('.notebook').scrollTop")).doubleValue();
  }

  @Test
  void otherScreensFollowEachOtherAndTheWayPastTheNavigationLeadsToTheOneThatIsSeen() {
    lab.bean(Experiments.class).create("Kept behind", ExperimentKind.OTHER, lab.by("Ada"));
    var page = lab.page();
    lab.open(page, "/experiments/kept-behind");
    page.locator("a[href='/models'], a[href='models']").first().click();
    assertThat(page.locator(".page:visible")).containsText("doodle-base");
    lab.settle(page);

    page.locator("a[href='/runs'], a[href='runs']").first().click();
    assertThat(page.locator(".page:visible .page-bar__title")).hasText("Runs");

    page.locator(".shell__skip").focus();
    page.keyboard().press("Enter");

    assertThat(page.locator("[role='main']:visible")).isFocused();
  }

  @Test
  void aPageBehindAnotherTabWaitsAndShowsWhatIsThereOnceItIsSeen() {
    lab.bean(Experiments.class).create("In many tabs", ExperimentKind.OTHER, lab.by("Ada"));
    var behind = lab.page();
    var seen = lab.page();
    lab.open(behind, "/experiments/in-many-tabs");
    lab.open(seen, "/experiments/in-many-tabs");
    hide(behind, true);

    lab.bean(Notebooks.class)
        .add(
            new ExperimentSlug("in-many-tabs"),
            0,
            CellKind.MARKDOWN,
            "Said meanwhile",
            lab.by("Grace"));
    assertThat(seen.getByText("Said meanwhile")).isVisible();
    lab.settle(behind);
    assertThat(behind.getByText("Said meanwhile")).hasCount(0);

    hide(behind, false);
    assertThat(behind.getByText("Said meanwhile")).isVisible();
    assertThat(lab.problems(behind)).isEmpty();
  }

  /// Says what a browser says of a page whose tab is behind another one, until the lab knows.
  private static void hide(Page page, boolean hidden) {
    page.waitForResponse(
        response ->
            Objects.requireNonNullElse(response.request().postData(), "").contains("visibility"),
        () -> say(page, hidden));
  }

  private static void say(Page page, boolean hidden) {
    page.evaluate(
        """
        hidden => {
          Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
          document.dispatchEvent(new Event('visibilitychange'));
        }
        """,
        hidden);
  }

  @Test
  void nobodyIsSeenInACellAfterTheyWentToAnotherScreen() {
    lab.bean(Experiments.class).create("Left alone", ExperimentKind.OTHER, lab.by("Ada"));
    var here = lab.page();
    var elsewhere = lab.page();
    lab.open(here, "/experiments/left-alone");
    lab.open(elsewhere, "/experiments/left-alone");
    var name = elsewhere.locator(".cell__person:visible");
    here.locator(".cell").first().focus();
    assertThat(name).hasCount(1);

    review(here);
    assertThat(name).hasCount(0);

    back(here, "left-alone");
    here.locator(".cell").first().focus();
    assertThat(name).hasCount(1);
  }

  @Test
  void anotherNotebookTakesItsPlace() {
    lab.bean(Experiments.class).create("The other", ExperimentKind.OTHER, lab.by("Ada"));
    var page = lab.page();
    lab.open(page, "/experiments/baseline");
    page.locator(".shell__brand").click();
    page.locator("a[href$='experiments/the-other']:visible").first().click();

    assertThat(page.locator(".cell").first()).isVisible();
    assertThat(page.locator("[data-cell='cfg-curve']")).hasCount(0);
    assertThat(page.locator(".notebook")).hasCount(1);
  }

  @Test
  void aPictureThatIsOpenDoesNotKeepTheKeysFromTheNextScreen() {
    var page = lab.page();
    lab.open(page, "/experiments/baseline");
    open(page.locator("[data-cell='generate'] .image-tile__open").first(), page);
    page.evaluate("() => document.querySelector(\"a[href$='/baseline/review']\").click()");
    assertThat(page.locator(".review")).isVisible();

    assertThat(page.locator("dialog[open]")).hasCount(0);
  }

  private static void open(Locator picture, Page page) {
    picture.scrollIntoViewIfNeeded();
    picture.click();
    assertThat(page.locator("dialog[open]")).isVisible();
  }

  private static void review(Page page) {
    page.locator("a[href$='/review']:visible").first().click();
    assertThat(page.locator(".review")).isVisible();
    assertThat(page.locator(".notebook")).not().isVisible();
  }

  private static void back(Page page, String experiment) {
    page.locator("a[href$='/experiments/%s']:visible".formatted(experiment)).first().click();
    assertThat(page.locator(".notebook")).isVisible();
  }
}
