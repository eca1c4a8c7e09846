package lab.harmony.workspace;

import java.nio.file.Path;

/// A file or folder that is left out, and why.
///
/// @param reason goes on after a colon: `it is not the JSON that belongs there`
public record FileProblem(Path file, String reason) {

  private static final int LONGEST_PLACE = 160;
  private static final int LONGEST_REASON = 300;

  public FileProblem {
    reason = shortened(printable(reason), LONGEST_REASON);
  }

  /// Where it lies, as people say it: below the first of these folders that holds it.
  public String place(Path... roots) {
    for (var root : roots) {
      if (file.startsWith(root) && !file.equals(root)) {
        return place(root.relativize(file));
      }
    }
    return place(file);
  }

  private static String place(Path path) {
    var text = printable(path.toString().replace('\\', '/'));
    return text.length() <= LONGEST_PLACE
        ? text
        : text.substring(0, LONGEST_PLACE / 2)
            + "…"
            + text.substring(text.length() - LONGEST_PLACE / 2);
  }

  private static String shortened(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }

  /// A name or a reason may hold anything; on a screen each character is one that can be seen.
  private static String printable(String text) {
    var clean = new StringBuilder();
    text.codePoints()
        .map(point -> isVisible(point) ? point : '\uFFFD')
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean isVisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
      default -> true;
    };
  }
}
