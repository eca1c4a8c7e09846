package lab.harmony.yaml;

/// One thing that is wrong in a text.
///
/// @param line counted from 1; 0 when it is about the text as a whole
/// @param message what was needed and what came
public record YamlProblem(int line, String message) {

  /// The place and the message, as a person reads it.
  public String sentence() {
    return line == 0 ? message : "Line %d: %s".formatted(line, message);
  }
}
