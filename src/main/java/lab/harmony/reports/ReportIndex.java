package lab.harmony.reports;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import lab.harmony.reports.frozen.FrozenReport;
import lab.harmony.workspace.FileProblem;
import lab.harmony.workspace.FileProblems;
import lab.harmony.workspace.Found;
import org.springframework.stereotype.Component;

/// The published reports as their folders tell them; one that cannot be read is left out and named.
@Component
class ReportIndex {

  private final ReportShelf shelf;
  private final FileProblems problems;

  ReportIndex(ReportShelf shelf, FileProblems problems) {
    this.shelf = shelf;
    this.problems = problems;
  }

  /// The newest first.
  List<PublishedReport> list() {
    var reports = new ArrayList<PublishedReport>();
    var left = new ArrayList<FileProblem>();
    var found = shelf.list();
    left.addAll(found.problems());
    for (var name : found.names()) {
      switch (read(name)) {
        case Found.Good<PublishedReport>(var report) -> reports.add(report);
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

  private Found<PublishedReport> read(ReportName name) {
    var file = shelf.path(name, "report.json");
    var page = shelf.path(name, "index.html");
    return switch (FrozenReport.read(file)) {
      case Found.Bad<FrozenReport>(var problem) -> new Found.Bad<>(problem);
      case Found.Good<FrozenReport>(var frozen) when !frozen.format().equals(FrozenReport.FORMAT) ->
          Found.bad(file, "its format must be %s".formatted(FrozenReport.FORMAT));
      case Found.Good<FrozenReport> _ when !Files.isRegularFile(page) ->
          Found.bad(page, "the page of the report is missing");
      case Found.Good<FrozenReport>(var frozen) ->
          new Found.Good<>(
              new PublishedReport(
                  name,
                  frozen.title(),
                  frozen.experiment(),
                  frozen.publishedAt(),
                  frozen.publishedBy(),
                  frozen.question(),
                  frozen.answer(),
                  page,
                  frozen.files().getOrDefault("index.html", "")));
    };
  }
}
