package lab.harmony.reports;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import lab.harmony.notices.Occurrence;
import lab.harmony.notices.OccurrenceKind;
import lab.harmony.notices.OccurrenceSource;
import lab.harmony.reports.readers.Audience;
import lab.harmony.reports.readers.Audiences;
import lab.harmony.reports.shelf.PublishedReport;
import lab.harmony.reports.shelf.ReportIndex;
import org.springframework.stereotype.Component;

/// Reports for the team that were published, to be told outside; others are nobody else's.
@Component
class ReportOccurrences implements OccurrenceSource {

  private final ReportIndex index;
  private final Audiences audiences;

  ReportOccurrences(ReportIndex index, Audiences audiences) {
    this.index = index;
    this.audiences = audiences;
  }

  @Override
  public List<Occurrence> since(Instant time) {
    var special = audiences.all();
    return index.known().stream()
        .filter(
            line -> special.getOrDefault(line.id(), new Audience.Team()) instanceof Audience.Team)
        .flatMap(line -> line.versions().stream())
        .filter(report -> !report.publishedAt().isBefore(time))
        .sorted(Comparator.comparing(PublishedReport::publishedAt))
        .limit(MOST)
        .map(ReportOccurrences::occurrence)
        .toList();
  }

  private static Occurrence occurrence(PublishedReport report) {
    var version = report.version().number();
    return new Occurrence(
        OccurrenceKind.REPORT,
        "report " + report.name(),
        report.publishedAt(),
        report.author(),
        version == 1
            ? "Report published: " + report.title()
            : "Report revised (version %d): %s".formatted(version, report.title()),
        "reports/%s/index.html".formatted(report.name()));
  }
}
