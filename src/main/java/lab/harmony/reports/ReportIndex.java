package lab.harmony.reports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import lab.harmony.people.People;
import lab.harmony.people.Signature;
import lab.harmony.reports.frozen.FrozenReport;
import lab.harmony.reports.frozen.PageFindings;
import lab.harmony.runs.ImageId;
import lab.harmony.workspace.FileProblem;
import lab.harmony.workspace.FileProblems;
import lab.harmony.workspace.Found;
import lab.harmony.workspace.Sha256;
import org.springframework.stereotype.Component;

/// The published reports as their folders tell them; one that cannot be read is left out and named.
@Component
class ReportIndex {

  /// As many as a line of a list shows.
  private static final int FACES = 6;

  private final ReportShelf shelf;
  private final FileProblems problems;
  private final People people;
  private final Map<Path, Read> known = new ConcurrentHashMap<>();

  ReportIndex(ReportShelf shelf, FileProblems problems, People people) {
    this.shelf = shelf;
    this.problems = problems;
    this.people = people;
  }

  /// The newest first.
  List<PublishedReport> list() {
    var reports = new ArrayList<PublishedReport>();
    var left = new ArrayList<FileProblem>();
    var found = shelf.list();
    left.addAll(found.problems());
    for (var name : found.names()) {
      switch (read(name)) {
        case Found.Good<PublishedReport>(var report) -> {
          reports.add(report);
          ReportTags.read(shelf.path(name, ReportTags.FILE)).unreadable().ifPresent(left::add);
        }
        case Found.Bad<PublishedReport>(var problem) -> left.add(problem);
      }
    }
    problems.found(FileProblems.Area.REPORTS, left);
    reports.sort(
        Comparator.comparing(PublishedReport::publishedAt)
            .thenComparing(PublishedReport::name)
            .reversed());
    return reports;
  }

  Optional<PublishedReport> find(ReportName name) {
    return read(name).readable();
  }

  /// The reports with all their versions, the one with the newest version first.
  List<ReportLine> lines() {
    return ReportLine.of(list());
  }

  /// The report that a version belongs to, if that version is there.
  Optional<ReportLine> line(ReportName name) {
    return lines().stream().filter(line -> line.find(name).isPresent()).findFirst();
  }

  private Found<PublishedReport> read(ReportName name) {
    var file = shelf.path(name, "report.json");
    var page = shelf.path(name, "index.html");
    return switch (frozen(file)) {
      case Found.Bad<Frozen>(var problem) -> new Found.Bad<>(problem);
      case Found.Good<Frozen> _ when !Files.isRegularFile(page) ->
          Found.bad(page, "the page of the report is missing");
      case Found.Good<Frozen>(var frozen) -> new Found.Good<>(published(name, frozen, page));
    };
  }

  private PublishedReport published(ReportName name, Frozen frozen, Path page) {
    return new PublishedReport(
        name,
        frozen.title(),
        frozen.experiment(),
        frozen.publishedAt(),
        people.name(frozen.publishedBy()),
        frozen.version(),
        frozen.question(),
        frozen.answer(),
        frozen.findings(),
        frozen.measured(),
        frozen.faces(),
        ReportTags.read(shelf.path(name, ReportTags.FILE)).readable().orElse(List.of()),
        page,
        frozen.pageSha256());
  }

  /// What of `report.json` is looked at in lists.
  private record Frozen(
      String title,
      String experiment,
      Instant publishedAt,
      Signature publishedBy,
      PublishedReport.Version version,
      String question,
      String answer,
      List<String> findings,
      String measured,
      List<ImageId> faces,
      String pageSha256) {}

  /// A file as it was read, and which file that was.
  private record Read(FileTime changed, long size, Found<Frozen> found) {}

  /// Reads a file once for as long as it is the same.
  private Found<Frozen> frozen(Path file) {
    try {
      var facts = Files.readAttributes(file, BasicFileAttributes.class);
      var before = known.get(file);
      if (before != null
          && before.changed().equals(facts.lastModifiedTime())
          && before.size() == facts.size()) {
        return before.found();
      }
      var read = new Read(facts.lastModifiedTime(), facts.size(), readFrozen(file));
      known.put(file, read);
      return read.found();
    } catch (IOException gone) {
      known.remove(file);
      return readFrozen(file);
    }
  }

  private static Found<Frozen> readFrozen(Path file) {
    return FrozenReport.read(file)
        .then(
            file,
            frozen -> {
              if (!frozen.format().equals(FrozenReport.FORMAT)) {
                throw new IllegalArgumentException(
                    "its format must be %s".formatted(FrozenReport.FORMAT));
              }
              return brief(frozen, file.resolveSibling("index.html"));
            });
  }

  private static Frozen brief(FrozenReport report, Path page) {
    return new Frozen(
        report.title(),
        report.experiment(),
        report.publishedAt(),
        new Signature(report.publishedBy(), report.publishedById()),
        version(report),
        report.question(),
        report.answer(),
        report.findings().isEmpty()
            ? PageFindings.of(page)
            : report.findings().stream().map(FrozenReport.FrozenFinding::text).toList(),
        measured(report),
        report.faces(FACES),
        report.files().getOrDefault("index.html", ""));
  }

  private static String measured(FrozenReport report) {
    var others = report.models() - 1;
    return report.mainNumber().isEmpty() || others < 1
        ? report.mainNumber()
        : "%s; %d more %s in it"
            .formatted(report.mainNumber(), others, others == 1 ? "model" : "models");
  }

  /// A report of before, which says nothing of versions, is the first of its line.
  private static PublishedReport.Version version(FrozenReport report) {
    var edition = report.edition();
    return new PublishedReport.Version(
        edition.line().isEmpty() ? line(report.experiment(), report.publishedAt()) : edition.line(),
        edition.version(),
        edition.changes(),
        edition.staleReason());
  }

  /// What names a report in all its versions: it follows from its first, wherever that lies.
  static String line(String experiment, Instant firstPublished) {
    return Sha256.of("%s %s".formatted(experiment, firstPublished)).hex().substring(0, 16);
  }
}
