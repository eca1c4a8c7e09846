package lab.harmony.notebooks;

/// A cell whose source cannot be executed, with the line to look at and what was expected there.
public final class CellProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// What stored outputs call it.
  public static final String NAME = "CellProblem";

  private final int line;
  private final String message;

  CellProblem(int line, String message) {
    super(message);
    this.line = line;
    this.message = message;
  }

  /// Counted from 1; 0 when it is about the cell as a whole.
  public int line() {
    return line;
  }

  /// The place and the message, as a person reads it.
  public String sentence() {
    return line == 0 ? message : "Line %d: %s".formatted(line, message);
  }
}
