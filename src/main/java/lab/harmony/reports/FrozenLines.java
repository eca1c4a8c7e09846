package lab.harmony.reports;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/// What names the reports that lie in a folder, for whoever starts no services.
public final class FrozenLines {

  private FrozenLines() {}

  /// The lines of all that can be read; none where there is no folder.
  public static Set<String> in(Path folder) {
    var shelf = new ReportShelf(folder);
    return shelf.list().names().stream()
        .map(name -> FrozenBrief.read(shelf.path(name, "report.json")))
        .flatMap(found -> found.readable().stream())
        .map(brief -> brief.version().line())
        .collect(Collectors.toUnmodifiableSet());
  }
}
