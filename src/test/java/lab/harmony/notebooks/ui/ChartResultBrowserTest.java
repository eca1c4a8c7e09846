package lab.harmony.notebooks.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import lab.harmony.BrowserFixture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("browser")
class ChartResultBrowserTest {
  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  @Test
  void aMarkShowsTheFacesItCountsByPointerAndByKeyboard() {
    var page = lab.page();
    lab.open(page, "/experiments/baseline");
    var heatMap = cell(page, "heat-map");
    heatMap.locator("harmony-chart").scrollIntoViewIfNeeded();
    heatMap.locator("svg .mark-text text").getByText("11 %").click();
    assertThat(heatMap.locator(".faces-panel__head"))
        .containsText("soft × angry: 11 %, 1/9, read by the machine: doodle-parts. 3 faces.");
    assertThat(heatMap.locator(".faces-panel .image-tile")).hasCount(3);

    var items = cell(page, "items");
    items.locator("vaadin-details-summary").focus();
    page.keyboard().press("Enter");
    var failing =
        items.getByRole(
            AriaRole.BUTTON,
            new Locator.GetByRoleOptions().setName("Show the 15 faces of brows ↔ tension"));
    failing.focus();
    page.keyboard().press("Enter");
    assertThat(items.locator(".faces-panel .image-tile")).hasCount(15);
    items.locator(".faces-panel .image-tile__open").first().focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("dialog.lightbox")).isVisible();
    page.keyboard().press("ArrowRight");
    page.keyboard().press("Escape");
    assertThat(page.locator("dialog.lightbox")).isHidden();
    assertThat(lab.problems(page)).isEmpty();
  }

  @Test
  void aChartIsSavedAsRowsPictureAndDrawingUnderTheNamesOfExperimentAndCell() throws IOException {
    var page = lab.page();
    lab.open(page, "/experiments/baseline");
    var verdicts = cell(page, "verdicts");
    assertThat(saved(page, verdicts, "CSV", "baseline-verdicts.csv"))
        .asString()
        .startsWith("group,share,lower_95,upper_95,")
        .contains("machine: doodle-parts");
    var picture = saved(page, verdicts, "PNG", "baseline-verdicts.png");
    assertThat(picture).startsWith((byte) 0x89, (byte) 'P', (byte) 'N', (byte) 'G');
    assertThat(saved(page, verdicts, "SVG", "baseline-verdicts.svg")).asString().startsWith("<svg");
  }

  private static byte[] saved(Page page, Locator cell, String form, String name)
      throws IOException {
    cell.locator(".save-menu").last().click();
    var download =
        page.waitForDownload(
            () -> page.locator("vaadin-context-menu-item").getByText(form).click());
    assertThat(download.suggestedFilename()).isEqualTo(name);
    return Files.readAllBytes(download.path());
  }

  private static Locator cell(Page page, String id) {
    return page.locator("[data-cell='%s']".formatted(id));
  }
}
