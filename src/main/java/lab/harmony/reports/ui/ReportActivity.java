package lab.harmony.reports.ui;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import lab.harmony.activity.ActivityKind;
import lab.harmony.activity.ActivityQuery;
import lab.harmony.activity.ActivitySource;
import lab.harmony.activity.Happening;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.PersonId;
import lab.harmony.reports.PublishedReport;
import lab.harmony.reports.ReportReaders;
import org.springframework.stereotype.Component;

/// Reports that were published, and new versions of them: for their readers.
@Component
class ReportActivity implements ActivitySource {

  private final ReportReaders readers;

  ReportActivity(ReportReaders readers) {
    this.readers = readers;
  }

  @Override
  public ActivityKind kind() {
    return ActivityKind.REPORTS;
  }

  @Override
  public List<Happening> happened(ActivityQuery query) {
    var fitting =
        readers.known(query.who()).stream()
            .flatMap(line -> line.versions().stream())
            .filter(report -> fits(report, query))
            .sorted(Comparator.comparing(PublishedReport::publishedAt).reversed())
            .toList();
    int shown = Math.min(query.most(), fitting.size());
    while (shown > 0
        && shown < fitting.size()
        && fitting.get(shown).publishedAt().equals(fitting.get(shown - 1).publishedAt())) {
      shown++;
    }
    return fitting.subList(0, shown).stream().map(ReportActivity::happening).toList();
  }

  private static boolean fits(PublishedReport report, ActivityQuery query) {
    Optional<PersonId> author = report.author();
    return !report.publishedAt().isBefore(query.from())
        && report.publishedAt().isBefore(query.before())
        && query.by().map(it -> author.filter(it::equals).isPresent()).orElse(true)
        && query.notBy().map(it -> author.filter(it::equals).isEmpty()).orElse(true)
        && query.experiment().map(report.experiment()::equals).orElse(true);
  }

  /// The name that a report says, where it says no id.
  private static String author(PublishedReport report) {
    return report.author().isPresent() || report.publishedBy().isBlank()
        ? ""
        : report.publishedBy() + " ";
  }

  private static Happening happening(PublishedReport report) {
    var version = report.version().number();
    return new Happening(
        ActivityKind.REPORTS,
        report.name().value(),
        report.publishedAt(),
        report.author().map(id -> new NamedPerson(id, report.publishedBy())),
        author(report) + (version == 1 ? "published" : "revised"),
        report.title(),
        version == 1 ? "" : "(version %d)".formatted(version),
        Happening.Place.page(ReportLinks.page(report.name())),
        Optional.of(report.experiment()));
  }
}
