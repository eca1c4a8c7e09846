package lab.harmony.reports.exports;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.audit.NotRecorded;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.reports.readers.ReportReaders;
import lab.harmony.reports.readers.ReportRefusal;
import lab.harmony.reports.shelf.ReportName;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Hands the files of reports to people who are signed in.
@RestController
@Needs(Right.EXPORT)
final class ReportExportController {

  private final ReportReaders reports;
  private final ReportExports exports;
  private final CurrentPerson person;

  ReportExportController(ReportReaders reports, ReportExports exports, CurrentPerson person) {
    this.reports = reports;
    this.exports = exports;
    this.person = person;
  }

  @GetMapping("/reports/{name}/export/{file}")
  void open(@PathVariable String name, @PathVariable String file, HttpServletResponse response)
      throws IOException {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
    try {
      var report = ReportName.find(name).flatMap(one -> reports.find(one, person.actor()));
      send(response, name, report.flatMap(it -> exports.take(it, file, person.actor())));
    } catch (ReportRefusal meanwhile) {
      send(response, name, Optional.empty());
    } catch (NotRecorded problem) {
      say(
          response,
          HttpServletResponse.SC_SERVICE_UNAVAILABLE,
          String.valueOf(problem.getMessage()));
    } catch (IllegalArgumentException cannotBeMade) {
      say(
          response,
          HttpServletResponse.SC_CONFLICT,
          "%s cannot be made: %s.".formatted(file, cannotBeMade.getMessage()));
    }
  }

  private static void send(HttpServletResponse response, String report, Optional<ExportedFile> made)
      throws IOException {
    if (made.isEmpty()) {
      say(response, HttpServletResponse.SC_NOT_FOUND, "There is no such file of a report.");
      return;
    }
    var file = made.get();
    response.setContentType(file.mediaType());
    response.setHeader(
        "Content-Disposition", "attachment; filename=\"%s-%s\"".formatted(report, file.name()));
    response.setContentLength(file.content().length);
    response.getOutputStream().write(file.content());
  }

  private static void say(HttpServletResponse response, int status, String words)
      throws IOException {
    response.setStatus(status);
    response.setContentType("text/plain;charset=utf-8");
    response.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
  }
}
