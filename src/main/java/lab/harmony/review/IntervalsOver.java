package lab.harmony.review;

import java.util.Arrays;
import java.util.Optional;

/// What the intervals of an analysis take as independent.
public enum IntervalsOver {
  /// Faces, and prompts where several faces stand behind one.
  FACES,
  /// Each point on its own, as others publish it: too narrow wherever the items of a face go
  /// together.
  POINTS;

  /// The word for it in cells and on the command line.
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  public static Optional<IntervalsOver> named(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }
}
