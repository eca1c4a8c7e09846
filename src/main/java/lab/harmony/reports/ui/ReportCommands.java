package lab.harmony.reports.ui;

import com.vaadin.flow.component.UI;
import java.util.List;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.design.CommandSource;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.reports.readers.ReportReaders;
import lab.harmony.reports.shelf.PublishedReport;
import lab.harmony.reports.shelf.ReportLine;
import lab.harmony.reports.ui.links.ReportLinks;
import org.springframework.stereotype.Component;

/// The published reports in the command palette; a report is a page of its own.
@Component
@Needs(Right.READ_REPORTS)
class ReportCommands implements CommandSource {
  private final ReportReaders reports;
  private final CurrentPerson person;

  ReportCommands(ReportReaders reports, CurrentPerson person) {
    this.reports = reports;
    this.person = person;
  }

  @Override
  public List<Command> commands(String query, int limit) {
    return reports.known(person.actor()).stream()
        .map(ReportLine::newest)
        .filter(report ->
            CommandSource.fits("report %s %s".formatted(report.title(), report.name()), query))
        .limit(limit)
        .map(report -> new Command("Report", report.title(), new Effect.Does(() -> open(report))))
        .toList();
  }

  private static void open(PublishedReport report) {
    UI.getCurrent().getPage().setLocation("/" + ReportLinks.page(report.name()));
  }
}
