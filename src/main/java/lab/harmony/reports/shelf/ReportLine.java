package lab.harmony.reports.shelf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lab.harmony.people.PersonId;
import lab.harmony.reports.frozen.Edition;

/// One report in all its versions, each frozen by itself.
///
/// @param versions the newest first; never empty
public record ReportLine(List<PublishedReport> versions) {

  private static final Comparator<PublishedReport> OLDEST_FIRST =
      Comparator.comparingInt((PublishedReport report) -> report.version().number())
          .thenComparing(PublishedReport::publishedAt)
          .thenComparing(PublishedReport::name);

  public ReportLine {
    versions = versions.stream().sorted(OLDEST_FIRST.reversed()).toList();
  }

  /// Reports by the line they belong to, the line with the newest version first.
  static List<ReportLine> of(List<PublishedReport> reports) {
    var lines = new LinkedHashMap<String, List<PublishedReport>>();
    for (var report : reports) {
      lines.computeIfAbsent(report.version().line(), _ -> new ArrayList<>()).add(report);
    }
    return lines.values().stream()
        .map(ReportLine::new)
        .sorted(Comparator.comparing((ReportLine line) -> line.newest().publishedAt()).reversed())
        .toList();
  }

  /// What all its versions share.
  public String id() {
    return newest().version().line();
  }

  /// Whoever published a version that is there.
  public Set<PersonId> authors() {
    return versions.stream()
        .flatMap(version -> version.author().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /// What those who published its versions were called then.
  public String authorNames() {
    return versions.stream()
        .map(PublishedReport::publishedBy)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  public PublishedReport newest() {
    return versions.getFirst();
  }

  /// Whether a version is the newest there is.
  public boolean isNewest(PublishedReport report) {
    return newest().name().equals(report.name());
  }

  public Optional<PublishedReport> find(ReportName name) {
    return versions.stream().filter(report -> report.name().equals(name)).findFirst();
  }

  /// The edition of a number, with all versions that are there before it.
  public Edition next(int number, String changes, String staleReason) {
    return new Edition(
        id(),
        number,
        changes,
        staleReason,
        versions.stream()
            .map(report ->
                new Edition.Earlier(
                    report.name().value(),
                    report.version().number(),
                    report.publishedAt(),
                    report.publishedBy(),
                    report.version().changes()))
            .toList());
  }
}
