package lab.harmony.reports.ui;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.activity.ActivityKind;
import lab.harmony.activity.ActivityQuery;
import lab.harmony.activity.ActivitySource;
import lab.harmony.activity.Happening;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.PersonId;
import lab.harmony.reports.readers.ReportReaders;
import lab.harmony.reports.shelf.PublishedReport;
import lab.harmony.reports.ui.links.ReportLinks;
import org.springframework.stereotype.Component;

/// Reports that were published, and new versions of them: for their readers.
@Component
class ReportActivity implements ActivitySource {

  private final ReportReaders readers;
  private final People people;

  ReportActivity(ReportReaders readers, People people) {
    this.readers = readers;
    this.people = people;
  }

  @Override
  public ActivityKind kind() {
    return ActivityKind.REPORTS;
  }

  @Override
  public List<Happening> happened(ActivityQuery query) {
    var reports = newest(query);
    if (reports.isEmpty()) {
      return List.of();
    }
    var names = people.all().stream().collect(Collectors.toMap(Person::id, Person::name));
    return reports.stream().map(report -> happening(report, names)).toList();
  }

  @Override
  public List<Happening.Moment> moments(ActivityQuery query) {
    return newest(query).stream()
        .map(report -> new Happening.Moment(report.publishedAt(), Optional.of(report.experiment())))
        .toList();
  }

  private List<PublishedReport> newest(ActivityQuery query) {
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
    return fitting.subList(0, shown);
  }

  private static boolean fits(PublishedReport report, ActivityQuery query) {
    Optional<PersonId> author = report.author();
    return !report.publishedAt().isBefore(query.from())
        && report.publishedAt().isBefore(query.before())
        && query.by().map(it -> author.filter(it::equals).isPresent()).orElse(true)
        && query.notBy().map(it -> author.filter(it::equals).isEmpty()).orElse(true)
        && query.experiment().map(report.experiment()::equals).orElse(true);
  }

  /// Called as they are now; whom the lab does not know, as the report says.
  private static Optional<Happening.Doer> author(
      PublishedReport report, Map<PersonId, String> names) {
    var name = report.author().map(names::get).orElse(report.publishedBy());
    return name.isBlank()
        ? Optional.empty()
        : Optional.of(new Happening.Doer(name, report.author()));
  }

  private static Happening happening(PublishedReport report, Map<PersonId, String> names) {
    var version = report.version().number();
    return new Happening(
        ActivityKind.REPORTS,
        report.name().value(),
        report.publishedAt(),
        author(report, names),
        Happening.Deed.did(version == 1 ? "published" : "revised"),
        report.title(),
        version == 1 ? "" : "(version %d)".formatted(version),
        Happening.Place.page(ReportLinks.page(report.name())),
        Optional.of(report.experiment()));
  }
}
