package lab.harmony;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lab.harmony.BrowserFixture.Window;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A person's whole way through the lab, with the real worker and a bundled model: run a notebook,
/// score the faces, read the charts, lay them out, publish, share, end the link.
@Tag("browser")
class WholeWayBrowserTest {

  private static final String TITLE = "Two archetypes on the way";
  private static final double PATIENCE = Duration.ofMinutes(6).toMillis();

  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  @BeforeAll
  static void anExperimentOfFourPictures() throws IOException {
    PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
    var folder = Files.createDirectories(lab.workspace().resolve("experiments/whole-way"));
    Files.writeString(
        folder.resolve("notebook.ipynb"),
        """
        {"cells": [
          {"cell_type": "markdown", "id": "opening", "metadata": {}, "source": "# %s\\n\\nDo four faces tell what they should?"},
          {"cell_type": "code", "id": "generate", "execution_count": null, "metadata": {"harmony": {"kind": "run"}}, "outputs": [],
           "source": "model: doodle-base\\ntemplate: portrait\\narchetypes: [soft, stoic]\\nemotions: [happy, sad]\\ncfg_scales: [7]\\nseeds: [42]\\nsampler: dpm++ 2m karras\\nsteps: 6\\n"},
          {"cell_type": "code", "id": "table", "execution_count": null, "metadata": {"harmony": {"kind": "scores"}}, "outputs": [], "source": "source: human\\n"},
          {"cell_type": "code", "id": "verdicts", "execution_count": null, "metadata": {"harmony": {"kind": "chart"}}, "outputs": [], "source": "figure: verdicts\\n"},
          {"cell_type": "code", "id": "sheet", "execution_count": null, "metadata": {"harmony": {"kind": "grid"}}, "outputs": [], "source": "rows: archetype\\ncolumns: emotion\\n"},
          {"cell_type": "markdown", "id": "finding", "metadata": {"harmony": {"kind": "finding", "status": "confirmed"}}, "source": "The brows are the weak part."}
        ], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        """
            .formatted(TITLE));
  }

  @AfterAll
  static void asBefore() {
    PlaywrightAssertions.setDefaultAssertionTimeout(BrowserFixture.PATIENCE);
  }

  @Test
  void fromTheNotebookToASharedReportAndItsEnd() {
    var page = lab.page();
    openTheNotebookFromTheList(page);
    runItAndWatchThePicturesAppear(page);
    scoreTheFacesByKeyboard(page);
    seeTheNumbersChange(page);
    layThemOut(page);
    var address = publish(page);
    readItFromDiskWithoutANetwork();
    shareItAndEndTheLink(page);
    assertThat(address).startsWith("/reports/").endsWith("-whole-way/index.html");
    assertThat(lab.problems(page)).noneMatch(problem -> problem.contains("another place"));
  }

  private static void openTheNotebookFromTheList(Page page) {
    lab.open(page, "/");
    page.getByText(TITLE).first().click();
    assertThat(page.locator(".page-bar__title")).hasText(TITLE);
  }

  private static void runItAndWatchThePicturesAppear(Page page) {
    button(page, "Run all").click();
    assertThat(page.locator(".run-result__tiles .tiles__place").first()).isAttached(attached());
    assertThat(page.locator(".run-result__tiles .tiles__place img")).hasCount(4, count());
  }

  private static void scoreTheFacesByKeyboard(Page page) {
    lab.open(page, "/experiments/whole-way/review");
    for (int face = 0; face < 4; face++) {
      assertThat(page.locator("harmony-review img").first()).isVisible();
      page.keyboard().press("1");
      page.keyboard().press("3");
      page.keyboard().press("0");
      page.keyboard().press("Enter");
      lab.settle(page);
    }
    assertThat(page.locator("harmony-review")).hasCount(0, count());
  }

  private static void seeTheNumbersChange(Page page) {
    lab.open(page, "/experiments/whole-way");
    button(page, "Run what changed").click();
    assertThat(page.locator(".score-result, .html-result").first())
        .containsText("8 of 12 points", contains());
    page.locator("harmony-chart").first().scrollIntoViewIfNeeded();
    assertThat(page.locator("harmony-chart svg").first()).isVisible(visible());
  }

  private static void layThemOut(Page page) {
    lab.open(page, "/experiments/whole-way");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Grid").setExact(true))
        .last()
        .click();
    var screen = page.locator("[role='main']:visible"); // the notebook is kept behind it
    var tiles = screen.locator(".image-grid__tile:not(.image-grid__tile--missing)");
    assertThat(tiles).hasCount(4);
    assertThat(screen.locator(".image-grid__label").first()).containsText("67 %");
    tiles.first().click();
    var large = screen.locator("harmony-image-grid dialog.lightbox");
    assertThat(large).containsText("soft, happy");
    page.keyboard().press("ArrowDown");
    assertThat(large).containsText("stoic, happy");
    page.keyboard().press("Escape");
    assertThat(large).isHidden();
    assertThat(tiles.nth(2)).isFocused();
    tiles.first().focus();
    page.keyboard().press("c");
    page.keyboard().press("ArrowRight");
    assertThat(tiles.nth(1)).isFocused();
    page.keyboard().press("c");
    assertThat(screen.locator("dialog.compare")).isVisible();
    page.keyboard().press("Escape");
  }

  private static String publish(Page page) {
    lab.open(page, "/experiments/whole-way");
    button(page, "Publish").click();
    assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Preview")))
        .isVisible();
    page.getByRole(AriaRole.DIALOG)
        .getByText("Publish", new Locator.GetByTextOptions().setExact(true))
        .click();
    var link = page.getByText("Open the report");
    assertThat(link).isVisible(visible());
    return link.getAttribute("href");
  }

  private static void readItFromDiskWithoutANetwork() {
    var reader = lab.anonymousPage(Window.HAND, ColorScheme.DARK);
    var problems = new ArrayList<String>();
    reader.onConsoleMessage(message -> problems.add(message.text()));
    reader.context().setOffline(true);
    reader.navigate(report().toUri().toString());
    assertThat(reader.locator("h1")).hasText(TITLE);
    assertThat(reader.locator(".answer")).containsText("The brows are the weak part.");
    assertThat(reader.locator(".answer")).containsText("8 of 12 points, n = 4 pictures");
    assertThat(reader.locator("table.pictures img")).hasCount(4);
    assertThat(
            reader.evaluate("() => [...document.images].every((image) => image.naturalWidth > 0)"))
        .isEqualTo(true);
    assertThat(
            reader.evaluate(
                "() => document.documentElement.scrollWidth <="
                    + " document.documentElement.clientWidth"))
        .isEqualTo(true);
    assertThat(problems).isEmpty();
  }

  private static Path report() {
    try (var folders = Files.list(lab.workspace().resolve("reports"))) {
      return folders
          .filter(folder -> folder.getFileName().toString().endsWith("-whole-way"))
          .findFirst()
          .orElseThrow()
          .resolve("index.html");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void shareItAndEndTheLink(Page page) {
    lab.open(page, "/reports");
    var row =
        page.locator(".report-list__row").filter(new Locator.FilterOptions().setHasText(TITLE));
    row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Share “" + TITLE))
        .click();
    button(page, "Create link").click();
    var link = page.locator(".share-dialog__address input").inputValue();
    assertThat(link).matches("http://127\\.0\\.0\\.1:\\d+/shared/[A-Za-z0-9_-]{43}");

    var reader = lab.anonymousPage(Window.DESK, ColorScheme.LIGHT);
    var answer = reader.navigate(link);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers())
        .containsEntry("referrer-policy", "no-referrer")
        .containsEntry("cache-control", "no-store");
    assertThat(answer.headers().get("content-security-policy")).startsWith("default-src 'none'");
    assertThat(reader.locator("h1")).hasText(TITLE);

    button(page, "Revoke").click();
    lab.settle(page);
    var ended = reader.navigate(link);
    assertThat(ended.status()).isEqualTo(404);
    assertThat(reader.locator("h1")).hasText("This link does not open a report");
    assertThat(List.of(reader.locator("img").count())).containsExactly(0);
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).first();
  }

  private static LocatorAssertions.IsAttachedOptions attached() {
    return new LocatorAssertions.IsAttachedOptions().setTimeout(PATIENCE);
  }

  private static LocatorAssertions.HasCountOptions count() {
    return new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE);
  }

  private static LocatorAssertions.IsVisibleOptions visible() {
    return new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);
  }

  private static LocatorAssertions.ContainsTextOptions contains() {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(120_000);
  }
}
