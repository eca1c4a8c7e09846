package lab.harmony.reports;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import lab.harmony.audit.AuditTrail;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.PersonId;
import lab.harmony.people.Rights;
import lab.harmony.reports.frozen.Edition;
import lab.harmony.reports.frozen.FrozenReport;
import lab.harmony.reports.readers.Audience;
import lab.harmony.reports.readers.Audiences;
import lab.harmony.reports.readers.Readership;
import lab.harmony.reports.readers.ReportReaders;
import lab.harmony.reports.readers.ShareLinks;
import lab.harmony.reports.shelf.FrozenFile;
import lab.harmony.reports.shelf.PublishedReport;
import lab.harmony.reports.shelf.ReportIndex;
import lab.harmony.reports.shelf.ReportName;
import lab.harmony.reports.shelf.ReportShelf;
import lab.harmony.runs.images.Seals;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.FileProblems;
import lab.harmony.workspace.Sha256;
import lab.harmony.workspace.Workspace;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A shelf with reports that no notebook made, and those who read and share them.
public final class ShelvedReports {
  private final ReportShelf shelf;
  public final ReportIndex index;
  public final Audiences audiences;
  public final ShareLinks links;
  public final Readership readership;
  public final ReportReaders readers;

  /// @param source a database with all its tables
  public ShelvedReports(
      Path workspace, DataSource source, People people, AuditTrail trail, Clock clock) {
    var folder = new Workspace(workspace);
    var database = JdbcClient.create(source);
    shelf = new ReportShelf(folder.reports());
    index =
        new ReportIndex(
            shelf,
            new FileProblems(folder, new DataFolder(workspace.resolve("data"))),
            people,
            clock);
    audiences = new Audiences(database);
    var rights = new Rights(people);
    readers = new ReportReaders(index, audiences, rights, new Seals(List.of(), rights));
    links = new ShareLinks(database, audiences, readers, people, trail, clock, rights);
    readership = new Readership(audiences, readers, links, rights, people, trail, _ -> {});
  }

  /// Says for whom a report is.
  public void decide(ReportName name, Audience audience, Actor by) {
    readership.decide(index.line(name).orElseThrow(), audience, by);
  }

  /// Puts a report on the shelf, as publishing does.
  public PublishedReport place(
      String experiment, Instant at, Optional<PersonId> author, Edition edition, String page) {
    var bytes = page.getBytes(StandardCharsets.UTF_8);
    var scores = "filename\r\n".getBytes(StandardCharsets.UTF_8);
    var frozen =
        new FrozenReport(
            FrozenReport.FORMAT,
            "Baseline",
            experiment,
            at,
            "Mira",
            author,
            edition,
            "",
            "",
            List.of(),
            "0.1.0",
            "",
            "",
            Map.of(
                FrozenFile.PAGE,
                Sha256.of(bytes).hex(),
                FrozenFile.SCORES,
                Sha256.of(scores).hex()),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    var name =
        shelf.place(
            LocalDate.ofInstant(at, ZoneOffset.UTC),
            experiment,
            Map.of(
                FrozenFile.PAGE,
                bytes,
                FrozenFile.SCORES,
                scores,
                "report.json",
                frozen.json().getBytes(StandardCharsets.UTF_8)),
            _ -> true);
    return index.find(name).orElseThrow();
  }
}
