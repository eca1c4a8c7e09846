package lab.harmony.notebooks.ui;

import lab.harmony.notebooks.document.Cell;
import lab.harmony.prose.SafeHtml;

/// What a cell is called where it is not shown: `Cell "Scores"`, `Text "What did we find?"`.
final class CellWords {
  private static final int LONGEST = 80;

  private CellWords() {}

  static String of(Cell cell, KindsOnPage kinds) {
    var handler = kinds.of(cell);
    var words = SafeHtml.ofMarkdown(handler.outline(cell)).text().strip();
    var cut = words.length() <= LONGEST ? words : words.substring(0, LONGEST - 1) + "…";
    if (cut.isEmpty()) {
      return handler.label() + " cell";
    }
    return cut.startsWith(handler.label())
        ? "Cell \"%s\"".formatted(cut)
        : "%s \"%s\"".formatted(handler.label(), cut);
  }
}
