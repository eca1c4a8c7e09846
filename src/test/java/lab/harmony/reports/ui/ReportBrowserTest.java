package lab.harmony.reports.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import lab.harmony.Barriers;
import lab.harmony.BrowserFixture;
import lab.harmony.BrowserFixture.Window;
import lab.harmony.DrawnExperiment;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.reports.Publishing;
import lab.harmony.reports.Reports;
import lab.harmony.reports.readers.ShareLinks;
import lab.harmony.reports.shelf.Publication;
import lab.harmony.reports.shelf.PublishedReport;
import lab.harmony.reports.ui.links.ReportLinks;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("browser")
class ReportBrowserTest {

  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();
  private static PublishedReport report;

  @BeforeAll
  static void aPublishedReport() {
    DrawnExperiment.of("read", "doodle-anime", 42).writeInto(lab);
    var first = publish(ada().tagged(List.of("mouth", "week 1")));
    report = publish(ada().revising(first.name(), "The scores of the second week."));
  }

  private static Publishing ada() {
    return Publishing.by(lab.by("Ada")).although("It is drawn by the renderer.");
  }

  private static PublishedReport publish(Publishing said) {
    return switch (lab.bean(Reports.class).publish(new ExperimentSlug("read"), said)) {
      case Publication.Published(var published) -> published;
      case Publication.NeedsReason needed -> throw new AssertionError(needed.sentence());
      case Publication.Refused(var reason) -> throw new AssertionError(reason);
    };
  }

  @Test
  void aPersonWhoIsSignedInReadsAReportFromTheList() {
    var page = lab.page();
    lab.open(page, "/reports");
    var opened = page.waitForPopup(() -> page.getByText("Faces of doodle-anime").first().click());

    assertThat(opened.locator("h1")).hasText("Faces of doodle-anime");
    assertThat(opened).hasURL(lab.address() + "/" + ReportLinks.page(report.name()));
  }

  @Test
  void aReportIsTakenBackAndPutBackAndItsLinksEnd() {
    var slug = "unpublished";
    DrawnExperiment.of(slug, "doodle-anime", 42).writeInto(lab);
    if (!(lab.bean(Reports.class).publish(new ExperimentSlug(slug), ada())
        instanceof Publication.Published(var published))) {
      throw new AssertionError("it was refused");
    }
    var shares = lab.bean(ShareLinks.class);
    shares.create(published, ShareLinks.LIFETIMES.getFirst(), lab.by("Ada"));
    var page = lab.page();
    lab.open(page, "/reports");
    var row =
        page.locator(".report-list__row")
            .filter(
                new Locator.FilterOptions()
                    .setHas(page.locator("a[href='/experiments/%s']".formatted(slug))));
    row.getByRole(
            AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("Unpublish.*")))
        .click();
    assertThat(row).hasCount(0);
    assertThat(lab.workspace().resolve("reports").resolve(published.name().value())).doesNotExist();
    assertThat(shares.open()).noneMatch(link -> link.report().equals(published.name()));

    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Undo")).click();
    assertThat(row).hasCount(1);
    assertThat(row).containsText("Not shared");
  }

  @Test
  void nobodyElseReadsItWithoutALink() {
    var stranger = lab.anonymousPage(Window.DESK, ColorScheme.LIGHT);
    stranger.navigate("/" + ReportLinks.page(report.name()));

    assertThat(stranger.getByText("Faces of doodle-anime")).hasCount(0);
  }

  @Test
  void thePageHasNoBarriersAndFitsEveryWindow() {
    for (var window : Window.values()) {
      var page = lab.anonymousPage(window, ColorScheme.LIGHT);
      page.navigate(report.page().toUri().toString());
      look(page, "report", window);
      assertThat(
              page.evaluate(
                  "() => document.documentElement.scrollWidth <="
                      + " document.documentElement.clientWidth"))
          .isEqualTo(true);
    }
  }

  @Test
  void sharingHasNoBarriers() {
    for (var window : Window.values()) {
      var page = lab.page(window, ColorScheme.LIGHT);
      lab.open(page, "/reports");
      page.getByText("Version 2 of 2").first().click();
      look(page, "reports", window);
      page.getByRole(
              AriaRole.BUTTON,
              new Page.GetByRoleOptions().setName("Export “Faces of doodle-anime”"))
          .first()
          .click();
      assertThat(page.getByText("Success rate by cell, weakest first").last()).isVisible();
      look(page, "export", window);
      if (window == Window.DESK) {
        page.getByText("Make the PDF").click();
        assertThat(page.getByText("Save the PDF"))
            .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(120_000));
        var pdf = page.waitForDownload(() -> page.getByText("Save the PDF").click());
        assertThat(pdf.suggestedFilename()).isEqualTo(report.name() + ".pdf");
        assertThat(pdf.path()).isNotEmptyFile();
        page.keyboard().press("Escape");
        page.getByRole(
                AriaRole.BUTTON,
                new Page.GetByRoleOptions().setName("Export “Faces of doodle-anime”"))
            .first()
            .click();
        assertThat(page.getByText("Save the PDF")).isVisible();
      }
      page.keyboard().press("Escape");
      page.getByRole(
              AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Share “Faces of doodle-anime”"))
          .first()
          .click();
      page.getByText("Create link").click();
      assertThat(page.locator(".share-dialog__address input")).isVisible();
      look(page, "share", window);
    }
  }

  @Test
  void askingWhyAndWhatChangedHasNoBarriersAndWorksByKeyboard() {
    for (var window : Window.values()) {
      var page = lab.page(window, ColorScheme.LIGHT);
      lab.open(page, "/experiments/read");
      var publish = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Publish"));
      publish.first().focus();
      page.keyboard().press("Enter");
      var dialog = page.getByRole(AriaRole.DIALOG);
      assertThat(dialog.getByText("things are not up to date")).isVisible();
      assertThat(dialog.getByText("a report of its own")).isVisible();
      look(page, "publish", window);
      dialog.getByText("Publish", new Locator.GetByTextOptions().setExact(true)).last().focus();
      page.keyboard().press("Enter");
      assertThat(dialog.getByText("Say what changed, in a few words.")).isVisible();
      assertThat(dialog.getByText("Say why, or run what changed first.")).isVisible();
      page.keyboard().press("Escape");
      assertThat(dialog).hasCount(0);
    }
  }

  private static void look(Page page, String name, Window window) {
    for (var scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      lab.change(page, scheme);
      var file =
          "%s-%s-%d.png".formatted(name, scheme.name().toLowerCase(Locale.ROOT), window.width);
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(Path.of("target", "browser", "screens", file)));
      assertThat(Barriers.on(page)).as(file).isEmpty();
    }
  }
}
