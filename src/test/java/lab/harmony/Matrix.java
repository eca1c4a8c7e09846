package lab.harmony;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The tables of `docs/security.md` that say what needs which right.
final class Matrix {

  private Matrix() {}

  /// What stands in the second column of a table, by what stands in the first.
  static Map<String, String> table(String heading) {
    return rows(heading).stream()
        .collect(
            Collectors.toMap(
                row -> row.getFirst(),
                row -> row.get(1),
                (one, _) -> {
                  throw new IllegalStateException("two rows that begin as that of " + one);
                },
                TreeMap::new));
  }

  /// The rows of the table under a heading, cell by cell, without code marks.
  static List<List<String>> rows(String heading) {
    try {
      var text = Files.readString(Path.of("docs", "security.md"));
      var begin = text.indexOf("\n### " + heading + "\n");
      if (begin < 0) {
        throw new IllegalStateException("docs/security.md has no table of " + heading);
      }
      var end = text.indexOf("\n## ", begin);
      var next = text.indexOf("\n### ", begin + 5);
      var until = Math.min(end < 0 ? text.length() : end, next < 0 ? text.length() : next);
      return text.substring(begin, until)
          .lines()
          .filter(line -> line.startsWith("| `"))
          .map(line ->
              Arrays.stream(line.substring(1).split("(?<!\\\\)\\|"))
                  .map(cell -> cell.replace("`", "").replace("\\|", "|").strip())
                  .toList())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
