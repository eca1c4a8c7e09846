package lab.harmony.notebooks;

import java.util.Arrays;
import java.util.Optional;

/// What a cell is for. The lab's own kinds stand in `metadata.harmony.kind` of an ordinary cell;
/// `CODE` and `RAW` are cells of other tools, kept as found.
public enum CellKind {
  MARKDOWN("markdown", "markdown"),
  RUN("run", "code"),
  SCORES("scores", "code"),
  CHART("chart", "code"),
  GRID("grid", "code"),
  FINDING("finding", "markdown"),
  CODE("code", "code"),
  RAW("raw", "raw");

  private final String word;
  private final String cellType;

  CellKind(String word, String cellType) {
    this.word = word;
    this.cellType = cellType;
  }

  /// The word in the file and on the screen.
  public String word() {
    return word;
  }

  /// nbformat's `cell_type`.
  public String cellType() {
    return cellType;
  }

  /// Whether the lab can execute cells of this kind.
  public boolean executable() {
    return switch (this) {
      case RUN, SCORES, CHART, GRID -> true;
      case MARKDOWN, FINDING, CODE, RAW -> false;
    };
  }

  /// Whether the source is prose rather than code.
  public boolean prose() {
    return this == MARKDOWN || this == FINDING;
  }

  /// Whether the source reads the pictures of runs.
  boolean readsImages() {
    return this == SCORES || this == CHART || this == GRID;
  }

  public static Optional<CellKind> byWord(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }

  static CellKind of(String cellType, String harmonyKind) {
    return byWord(harmonyKind)
        .filter(kind -> kind.cellType.equals(cellType))
        .orElseGet(() -> byWord(cellType).orElse(RAW));
  }
}
