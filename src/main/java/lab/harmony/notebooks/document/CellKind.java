package lab.harmony.notebooks.document;

/// What a cell is for: a word, and the type that nbformat gives it. The lab's own kinds stand in
/// `metadata.harmony.kind` of an ordinary cell; `MARKDOWN`, `CODE` and `RAW` are nbformat's. Which
/// kinds there are, and what the lab does with them, say the beans of `cells.CellHandler`: a word
/// that none of them knows is kept, and its cell is treated as its type says.
///
/// @param word as it stands in the file and on the screen
/// @param cellType nbformat's `cell_type`: `markdown`, `code` or `raw`
public record CellKind(String word, String cellType) {
  public static final CellKind MARKDOWN = new CellKind("markdown", "markdown");
  public static final CellKind CODE = new CellKind("code", "code");
  public static final CellKind RAW = new CellKind("raw", "raw");
  public static final CellKind FINDING = new CellKind("finding", "markdown");
  public static final CellKind RUN = new CellKind("run", "code");
  public static final CellKind SCORES = new CellKind("scores", "code");
  public static final CellKind CHART = new CellKind("chart", "code");
  public static final CellKind GRID = new CellKind("grid", "code");
  public static final CellKind SPARSE = new CellKind("sparse", "code");

  static CellKind of(String cellType, String harmonyKind) {
    var plain = plain(cellType);
    return harmonyKind.isBlank() ? plain : new CellKind(harmonyKind, plain.cellType());
  }

  private static CellKind plain(String cellType) {
    return switch (cellType) {
      case "markdown" -> MARKDOWN;
      case "code" -> CODE;
      default -> RAW;
    };
  }

  /// The same cell for whoever does not know its word.
  public CellKind plain() {
    return plain(cellType);
  }

  /// Whether the source is prose rather than code.
  public boolean prose() {
    return cellType.equals(MARKDOWN.cellType);
  }

  /// Whether nbformat gives cells of this type a count and outputs.
  boolean counted() {
    return cellType.equals(CODE.cellType);
  }
}
