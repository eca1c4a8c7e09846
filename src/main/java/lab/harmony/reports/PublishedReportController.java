package lab.harmony.reports;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.reports.frozen.NoticePage;
import lab.harmony.reports.readers.ReportReaders;
import lab.harmony.reports.readers.ReportTopics;
import lab.harmony.reports.shelf.ReportLine;
import lab.harmony.reports.shelf.ReportName;
import lab.harmony.threads.ThreadCount;
import lab.harmony.threads.Threads;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Shows published pages to people who are signed in.
@RestController
@Needs(Right.READ_REPORTS)
final class PublishedReportController {

  private final ReportReaders reports;
  private final CurrentPerson person;
  private final Threads threads;

  PublishedReportController(ReportReaders reports, CurrentPerson person, Threads threads) {
    this.threads = threads;
    this.reports = reports;
    this.person = person;
  }

  @GetMapping("/reports/{name}/index.html")
  void open(@PathVariable String name, HttpServletResponse response) throws IOException {
    var wanted = ReportName.find(name);
    var line = wanted.flatMap(one -> reports.line(one, person.actor()));
    var report = wanted.flatMap(one -> line.flatMap(all -> all.find(one)));
    if (report.isPresent()) {
      var page = Files.readAllBytes(report.get().page());
      PageResponse.sendWithin(
          response,
          HttpServletResponse.SC_OK,
          VersionStrip.withLinks(page, line.orElseThrow(), report.get(), said(line.orElseThrow())));
    } else {
      PageResponse.send(
          response,
          HttpServletResponse.SC_NOT_FOUND,
          NoticePage.html("There is no such report", "It may have been moved out of the workspace.")
              .getBytes(StandardCharsets.UTF_8));
    }
  }

  private String said(ReportLine line) {
    var count =
        threads
            .counts(ReportTopics.group(line), person.actor())
            .getOrDefault(ReportTopics.report(line), ThreadCount.NONE);
    return switch (count.threads()) {
      case 0 -> "Nobody has commented on this report yet";
      case 1 -> "1 thread of comments, %d open".formatted(count.open());
      default -> "%d threads of comments, %d open".formatted(count.threads(), count.open());
    };
  }
}
