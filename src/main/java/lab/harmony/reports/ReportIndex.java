package lab.harmony.reports;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The published reports as their folders tell them; a folder that is no report is passed over.
@Component
class ReportIndex {

  private final ReportShelf shelf;

  ReportIndex(ReportShelf shelf) {
    this.shelf = shelf;
  }

  /// The newest first.
  List<PublishedReport> list() {
    return shelf.names().stream()
        .flatMap(name -> find(name).stream())
        .sorted(
            Comparator.comparing(PublishedReport::publishedAt)
                .thenComparing(PublishedReport::name)
                .reversed())
        .toList();
  }

  Optional<PublishedReport> find(ReportName name) {
    var page = shelf.file(name, "index.html");
    return shelf
        .file(name, "report.json")
        .filter(_ -> page.isPresent())
        .flatMap(file -> {
          try {
            return FrozenReport.read(Files.readAllBytes(file));
          } catch (IOException _) {
            return Optional.empty();
          }
        })
        .map(frozen ->
            new PublishedReport(
                name,
                frozen.title(),
                frozen.experiment(),
                frozen.publishedAt(),
                frozen.publishedBy(),
                frozen.question(),
                frozen.answer(),
                page.orElseThrow(),
                frozen.files().getOrDefault("index.html", "")));
  }
}
