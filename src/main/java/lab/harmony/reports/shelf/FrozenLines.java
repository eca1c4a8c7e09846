package lab.harmony.reports.shelf;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// What names the reports that lie in a folder, for whoever starts no services.
public final class FrozenLines {

  private FrozenLines() {}

  /// The line of each that can be read, by its name; none where there is no folder.
  public static Map<String, String> in(Path folder) {
    var shelf = new ReportShelf(folder);
    var lines = new TreeMap<String, String>();
    for (var name : shelf.list().names()) {
      FrozenBrief.read(shelf.path(name, "report.json"))
          .readable()
          .ifPresent(brief -> lines.put(name.value(), brief.version().line()));
    }
    return lines;
  }
}
