package lab.harmony.reports.shelf;

import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import lab.harmony.people.People;
import lab.harmony.people.PersonId;
import lab.harmony.people.Signature;
import lab.harmony.workspace.FileProblem;
import lab.harmony.workspace.FileProblems;
import lab.harmony.workspace.Found;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The published reports as their folders tell them; one that cannot be read is left out and named.
@Component
public class ReportIndex {

  /// Longer than the clocks of file systems stand still.
  private static final Duration TICK = Duration.ofSeconds(3);

  private final ReportShelf shelf;
  private final FileProblems problems;
  private final People people;
  private final Clock clock;
  private final FileMemory<FrozenBrief> briefs = new FileMemory<>(FrozenBrief::read);
  private final FileMemory<List<String>> tags = new FileMemory<>(ReportTags::read);
  private volatile @Nullable Shelved shelved;

  /// The reports as they were when the shelf had this time.
  private record Shelved(FileTime changed, List<ReportLine> lines) {}

  public ReportIndex(ReportShelf shelf, FileProblems problems, People people, Clock clock) {
    this.shelf = shelf;
    this.problems = problems;
    this.people = people;
    this.clock = clock;
  }

  /// The newest first.
  public List<PublishedReport> list() {
    var reports = new ArrayList<PublishedReport>();
    var found = shelf.list();
    var left = new ArrayList<>(found.problems());
    var names = names();
    for (var name : found.names()) {
      switch (read(name, names)) {
        case Found.Good<PublishedReport>(var report) -> {
          reports.add(report);
          tags.of(shelf.path(name, ReportTags.FILE)).unreadable().ifPresent(left::add);
        }
        case Found.Bad<PublishedReport>(var problem) -> left.add(problem);
      }
    }
    problems.found(FileProblems.Area.REPORTS, List.<FileProblem>copyOf(left));
    reports.sort(
        Comparator.comparing(PublishedReport::publishedAt)
            .thenComparing(PublishedReport::name)
            .reversed());
    return reports;
  }

  /// What everybody is called now, asked once for all reports.
  private Function<Signature, String> names() {
    var names = new HashMap<PersonId, String>();
    people.all().forEach(person -> names.put(person.id(), person.name()));
    return signed -> signed.id().map(names::get).orElse(signed.name());
  }

  public Optional<PublishedReport> find(ReportName name) {
    return read(name, people::name).readable();
  }

  /// The reports with all their versions, the one with the newest version first.
  public List<ReportLine> lines() {
    return ReportLine.of(list());
  }

  /// The same, read again only when a report came or went: what happened to the files of one is
  /// seen by [#lines] alone.
  public List<ReportLine> known() {
    var changed = shelf.changed();
    var before = shelved;
    if (before != null && changed.filter(before.changed()::equals).isPresent()) {
      return before.lines();
    }
    var lines = lines();
    var past = FileTime.from(clock.instant().minus(TICK));
    shelved =
        changed.filter(at -> at.compareTo(past) < 0).map(at -> new Shelved(at, lines)).orElse(null);
    return lines;
  }

  /// The report that a version belongs to, if that version is there.
  public Optional<ReportLine> line(ReportName name) {
    return lines().stream().filter(line -> line.find(name).isPresent()).findFirst();
  }

  private Found<PublishedReport> read(ReportName name, Function<Signature, String> names) {
    var page = shelf.path(name, FrozenFile.PAGE);
    return switch (briefs.of(shelf.path(name, "report.json"))) {
      case Found.Bad<FrozenBrief>(var problem) -> new Found.Bad<>(problem);
      case Found.Good<FrozenBrief> _ when !Files.isRegularFile(page) ->
          Found.bad(page, "the page of the report is missing");
      case Found.Good<FrozenBrief>(var frozen) ->
          new Found.Good<>(published(name, frozen, names.apply(frozen.publishedBy())));
    };
  }

  private PublishedReport published(ReportName name, FrozenBrief frozen, String publishedBy) {
    return new PublishedReport(
        name,
        frozen.title(),
        frozen.experiment(),
        frozen.publishedAt(),
        publishedBy,
        frozen.publishedBy().id(),
        frozen.version(),
        frozen.question(),
        frozen.answer(),
        frozen.findings(),
        frozen.measured(),
        frozen.faces(),
        frozen.runs(),
        tags.of(shelf.path(name, ReportTags.FILE)).readable().orElse(List.of()),
        shelf.path(name, FrozenFile.PAGE),
        frozen.pageSha256());
  }
}
