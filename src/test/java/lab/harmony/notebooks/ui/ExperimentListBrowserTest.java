package lab.harmony.notebooks.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import lab.harmony.BrowserFixture;
import lab.harmony.BrowserFixture.Window;
import lab.harmony.DrawnExperiment;
import lab.harmony.notebooks.ExperimentKeeping;
import lab.harmony.notebooks.Experiments;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.review.Scores;
import lab.harmony.review.marks.Checklist;
import lab.harmony.review.marks.Mark;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("browser")
class ExperimentListBrowserTest {
  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  @Test
  void theRunsOfADeletedExperimentSayThatTheirPicturesAreGone() {
    DrawnExperiment.of("gone-away", "doodle-base", 42).writeInto(lab);
    lab.bean(ExperimentKeeping.class).delete(new ExperimentSlug("gone-away"), lab.by("Ada"));
    var page = lab.page();
    lab.open(page, "/runs?q=gone-away");
    assertThat(page.locator(".run-grid__strip").first()).containsText("removed");
    page.locator(".run-grid__link").first().click();
    assertThat(page.getByText("The pictures were removed with the experiment.")).isVisible();
    for (var path : List.of("/review", "/grids")) {
      lab.open(page, path);
      assertThat(page.getByText("gone-away")).hasCount(0);
    }
    assertThat(lab.problems(page)).noneMatch(problem -> problem.contains("gone-away"));
  }

  @Test
  void anExperimentIsRenamedDuplicatedDeletedAndPutBack() {
    DrawnExperiment.of("home-keeping", "doodle-base", 42).writeInto(lab);
    var page = lab.page();
    lab.open(page, "/");

    choose(page, "home-keeping", "Rename…");
    page.getByLabel("Title").fill("Kept faces");
    page.keyboard().press("Enter");
    assertThat(row(page, "home-keeping").getByRole(AriaRole.LINK)).hasText("Kept faces");
    assertThat(titleOf("home-keeping")).isEqualTo("Kept faces");

    choose(page, "home-keeping", "Duplicate");
    page.waitForURL("**/experiments/home-keeping-copy");
    assertThat(titleOf("home-keeping-copy")).isEqualTo("Kept faces (copy)");

    lab.open(page, "/");
    var notebook = lab.workspace().resolve("experiments/home-keeping-copy/notebook.ipynb");
    choose(page, "home-keeping-copy", "Delete");
    assertThat(row(page, "home-keeping-copy")).hasCount(0);
    assertThat(notebook).doesNotExist();
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Undo")).click();
    assertThat(row(page, "home-keeping-copy")).hasCount(1);
    assertThat(notebook).exists();
    assertThat(lab.problems(page)).isEmpty();
  }

  @Test
  void ratesOfPeopleAndOfTheMachineStandApartWithTheirOwnNumbers() {
    var scores = lab.bean(Scores.class);
    var face = scores.images("lora-v2").getFirst();
    scores.record(face, Mark.of(new Checklist(true, true, true), false, ""), lab.by("Ada"));
    try {
      var page = lab.page();
      lab.open(page, "/");
      var row = row(page, "lora-v2");
      assertThat(row.locator("[data-judge=people]")).containsText("n = 1");
      assertThat(row.locator("[data-judge=machine]")).containsText("n = 16 prompts");

      page.locator("vaadin-select").last().click();
      page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Machine").setExact(true))
          .click();
      assertThat(row.locator("[data-judge=people]")).hasCount(0);
      assertThat(row.locator("[data-judge=machine]")).containsText("n = 16 prompts");
    } finally {
      scores.undo(face, lab.by("Ada"));
    }
  }

  @Test
  void theListIsSearchedByTitleAndName() {
    DrawnExperiment.of("home-search", "doodle-base", 42).writeInto(lab);
    for (var window : Window.values()) {
      for (var scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
        shot(window, scheme);
      }
    }
    var page = lab.page();
    lab.open(page, "/");
    page.keyboard().press("/");
    assertThat(page.getByLabel("Search experiments")).isFocused();
    page.keyboard().type("home-sea");
    assertThat(page.locator(".experiments__row:visible")).hasCount(1);
    assertThat(row(page, "home-search")).isVisible();
    page.keyboard().type("xyz");
    assertThat(page.getByText("No experiment fits")).isVisible();
    page.getByText("Show all experiments").click();
    assertThat(row(page, "baseline")).isVisible();
  }

  private static String titleOf(String slug) {
    return lab.bean(Experiments.class).titles().get(new ExperimentSlug(slug));
  }

  private static Locator row(Page page, String slug) {
    return page.locator(".experiments__row[data-slug='%s']".formatted(slug));
  }

  private static void choose(Page page, String slug, String item) {
    row(page, slug).locator(".experiments__menu").click();
    page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(item)).click();
  }

  /// Leaves a picture for a look: `-Dshots=DIR`.
  private static void shot(Window window, ColorScheme scheme) {
    var folder = System.getProperty("shots");
    if (folder != null) {
      var page = lab.page(window, scheme);
      lab.open(page, "/");
      var name = "home-%s-%s.png".formatted(window, scheme).toLowerCase(Locale.ROOT);
      page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder, name)));
    }
  }
}
