package lab.harmony;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import lab.harmony.reports.readers.ReportReaders;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What happened, with a browser that follows where it leads.
@Tag("browser")
class ActivityBrowserTest {
  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  @Test
  void aReportLeadsToItsPageInATabOfItsOwn() {
    var report = lab.bean(ReportReaders.class).known(lab.by("Ada")).getFirst().newest();
    var page = lab.page();
    lab.open(page, "/activity?kind=reports");
    var line =
        page.locator(".activity__line a[href$='/reports/%s/index.html']".formatted(report.name()));
    assertThat(line).hasText(report.title());
    var opened = page.context().waitForPage(line::click);
    assertThat(opened.locator("h1").first()).hasText(report.title());
    assertThat(opened.url()).endsWith("/reports/%s/index.html".formatted(report.name()));
    assertThat(lab.problems(page)).isEmpty();
  }

  @Test
  void whatLeadsToAScreenLeadsThereInTheSameTab() {
    var page = lab.page();
    lab.open(page, "/activity?kind=runs");
    page.locator(".activity__line a").first().click();
    page.waitForURL("**/runs**");
    assertThat(page.context().pages()).hasSize(1);
  }
}
