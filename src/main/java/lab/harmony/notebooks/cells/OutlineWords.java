package lab.harmony.notebooks.cells;

import lab.harmony.notebooks.document.Cell;

/// Words for the outline of a notebook, taken from sources as they stand.
public final class OutlineWords {

  /// The first heading of a text; empty when it has none.
  public static String heading(String markdown) {
    return markdown
        .lines()
        .filter(line -> line.startsWith("#"))
        .findFirst()
        .map(line -> plain(line.replaceFirst("^#+\\s*", "")))
        .orElse("");
  }

  /// The first line of a text that says anything; empty when none does.
  public static String firstLine(String markdown) {
    return markdown
        .lines()
        .filter(line -> !line.isBlank())
        .findFirst()
        .map(OutlineWords::plain)
        .orElse("");
  }

  /// A line of Markdown without links, emphasis and code marks.
  public static String plain(String line) {
    return line.replaceAll("!?\\[([^\\[\\]]*)\\]\\([^()]*\\)", "$1").replaceAll("[*`~]", "");
  }

  /// ` · doodle-base`: a setting of a source, as it stands in its line; empty when it has none.
  public static String setting(Cell cell, String name) {
    return cell.source()
        .lines()
        .filter(line -> line.startsWith(name + ":"))
        .findFirst()
        .map(line -> " · " + line.substring(name.length() + 1).strip())
        .orElse("");
  }

  private OutlineWords() {}
}
