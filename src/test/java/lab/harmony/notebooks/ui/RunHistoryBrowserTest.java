package lab.harmony.notebooks.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lab.harmony.BrowserFixture;
import lab.harmony.DrawnExperiment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("browser")
class RunHistoryBrowserTest {
  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  private static final String EARLIER = "r261119-200000-run-history";

  @Test
  void aRunCellListsItsRunsGoesBackToOneAndComparesTwoByKeyboardAlone() throws IOException {
    var drawn = DrawnExperiment.of("run-history", "doodle-base", 42);
    drawn.write(lab.workspace());
    addEarlierRun(lab.workspace().resolve("experiments/run-history/runs"), drawn.run());
    drawn.writeInto(lab);
    var page = lab.page();
    lab.open(page, "/experiments/run-history");
    var cell = page.locator(".cell[data-kind=run]");
    assertThat(cell.locator(".run-history")).hasCount(0);
    cell.focus();
    page.keyboard().press("h");

    var runs = cell.locator(".run-history__run");
    assertThat(runs).hasCount(2);
    assertThat(runs.first()).containsText("48 of 48 pictures");
    assertThat(runs.first()).containsText("machine · doodle-parts");
    assertThat(runs.first()).containsText("n = 16 prompts");
    assertThat(runs.first()).containsText("none scored");

    assertThat(runs.first()).hasAttribute("data-shown", "");
    assertThat(cell.locator(".run-result")).containsText(drawn.run());
    assertThat(runs.last()).containsText("same settings as the one shown");
    button(runs.last(), "Compare").press("Enter");
    assertThat(runs.last().locator("harmony-image-grid")).isVisible();
    assertThat(button(runs.last(), "Compare")).hasAttribute("aria-expanded", "true");

    button(runs.last(), "Show this one again").press("Enter");
    assertThat(runs.last()).hasAttribute("data-shown", "");
    assertThat(cell.locator(".run-result__head")).containsText(EARLIER);
    cell.focus();
    page.keyboard().press("z");
    assertThat(cell.locator(".run-result__head")).containsText(drawn.run());
    assertThat(runs.first()).hasAttribute("data-shown", "");

    page.keyboard().press("h");
    assertThat(cell.locator(".run-history")).hasCount(0);
    assertThat(cell).isFocused();
    assertThat(lab.problems(page)).isEmpty();
  }

  /// The same pictures under another name, a day before.
  private static void addEarlierRun(Path runs, String run) throws IOException {
    var from = runs.resolve(run);
    var to = runs.resolve(EARLIER);
    Files.createDirectories(to.resolve("images"));
    try (var images = Files.list(from.resolve("images"))) {
      for (var image : images.toList()) {
        Files.copy(image, to.resolve("images").resolve(image.getFileName()));
      }
    }
    Files.writeString(
        to.resolve("run.json"),
        Files.readString(from.resolve("run.json"))
            .replace(run, EARLIER)
            .replace("2026-11-20T", "2026-11-19T"));
  }

  private static Locator button(Locator row, String name) {
    return row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
  }
}
