package lab.harmony.reports;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import lab.harmony.people.Actor;
import lab.harmony.people.OpenToAll;
import lab.harmony.people.PersonId;
import lab.harmony.reports.frozen.NoticePage;
import lab.harmony.reports.readers.Audience;
import lab.harmony.reports.readers.Audiences;
import lab.harmony.reports.readers.ReportReaders;
import lab.harmony.reports.readers.ShareLinks;
import lab.harmony.reports.readers.ShareToken;
import lab.harmony.reports.shelf.PublishedReport;
import lab.harmony.reports.shelf.ReportIndex;
import lab.harmony.reports.shelf.ReportLine;
import lab.harmony.workspace.Sha256;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Answers share links, without a session: exactly the page that was shared, or for every other
/// token the same calm page.
@RestController
@OpenToAll
public final class SharedReportController {

  private static final byte[] CLOSED =
      NoticePage.html(
              "This link does not open a report",
              "It may have expired, or the person who shared it ended it. Ask them for a new link.")
          .getBytes(StandardCharsets.UTF_8);

  private final ShareLinks links;
  private final ReportIndex reports;
  private final Audiences audiences;
  private final ReportReaders readers;

  public SharedReportController(
      ShareLinks links, ReportIndex reports, Audiences audiences, ReportReaders readers) {
    this.readers = readers;
    this.links = links;
    this.reports = reports;
    this.audiences = audiences;
  }

  @GetMapping("/shared/{token}")
  public void open(
      @PathVariable String token, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var who =
        Optional.ofNullable(request.getUserPrincipal())
            .flatMap(principal -> PersonId.parse(principal.getName()))
            .map(Actor::new);
    var page = ShareToken.find(token).flatMap(links::find).flatMap(opened -> page(opened, who));
    if (page.isPresent()) {
      PageResponse.send(response, HttpServletResponse.SC_OK, page.get());
    } else {
      PageResponse.send(response, HttpServletResponse.SC_NOT_FOUND, CLOSED);
    }
  }

  /// The bytes that were shared, and above them that there is a newer version where there is one; a
  /// page that was changed since is another page.
  ///
  /// @param who asks, where somebody has signed in: who rates these pictures blind is not told
  ///   whose they are
  private Optional<byte[]> page(ShareLinks.Opened opened, Optional<Actor> who) {
    return reports
        .line(opened.report())
        .filter(line -> !(audiences.of(line.id()) instanceof Audience.Named))
        .filter(line -> who.filter(actor -> readers.isSealedFrom(line, actor)).isEmpty())
        .flatMap(line -> line.find(opened.report()).flatMap(report -> page(opened, line, report)));
  }

  private static Optional<byte[]> page(
      ShareLinks.Opened opened, ReportLine line, PublishedReport report) {
    try {
      var page = Files.readAllBytes(report.page());
      return Sha256.of(page).hex().equals(opened.pageSha256())
          ? Optional.of(VersionStrip.withoutLinks(page, line, report))
          : Optional.empty();
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}
