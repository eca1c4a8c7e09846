package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.reports.Publication;
import lab.harmony.reports.Reports;
import lab.harmony.reports.ShareLinks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Tag("unit")
class ReportsViewTest extends FullLab {

  @Autowired Reports reports;
  @Autowired ShareLinks shares;

  @Test
  void aReportStandsInTheListAndIsSharedFromThere() {
    var publication = reports.publish(new ExperimentSlug("drawn"), "Ada");
    assertThat(publication).isInstanceOf(Publication.Published.class);
    var report = ((Publication.Published) publication).report();
    open("reports");
    awaitShown("Faces of doodle-base", "The mouth disagrees in a third of the faces.");
    press("Share");
    press("Create link");
    assertThat(shares.open()).anyMatch(link -> link.report().equals(report.name()));
  }

  @Test
  void aReportThatCannotBeReadIsNamedWithTheReason() {
    open("reports");
    awaitShown("1 report could not be read", "2026-11-01-broken/report.json", "line 1");
  }

  @Test
  void whoHasNotSignedInIsToldHow() {
    open("sign-in");
    awaitShown("./lab link", "thirty days");
    open("sign-in?expired");
    awaitShown("This link no longer works", "Print a fresh one");
  }
}
