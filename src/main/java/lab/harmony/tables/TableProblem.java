package lab.harmony.tables;

/// Why a text or a table is not read as a whole. The message begins a sentence of its own, or
/// completes one that begins with "The file", as said where it is thrown.
public final class TableProblem extends RuntimeException {

  private static final long serialVersionUID = 1;

  TableProblem(String message) {
    super(message);
  }
}
