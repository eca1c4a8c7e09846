package lab.harmony.tables;

/// A row that is not taken, and why.
///
/// @param line where it begins; the first line of a file is 1
/// @param reason "the filename is empty"
public record LeftOut(long line, String reason) {

  @Override
  public String toString() {
    return "line %d: %s".formatted(line, reason);
  }
}
