package lab.harmony.blind.session;

import java.util.List;
import java.util.Optional;

/// What the parts of a face say that was drawn on purpose.
///
/// @param eyes the emotion of the eyes, in a word
/// @param mouth that of the mouth
/// @param brows that of the brows
public record FaceTruth(String eyes, String mouth, String brows) {

  private static final int PARTS = 3;
  private static final int LONGEST = 20;

  public FaceTruth {
    for (var part : List.of(eyes, mouth, brows)) {
      if (!part.matches("\\p{L}{1," + LONGEST + "}")) {
        throw new IllegalArgumentException("a part says an emotion in a word, got " + part);
      }
    }
  }

  /// From the words of the three parts.
  public static Optional<FaceTruth> parse(String words) {
    var parts = words.split(" ", -1);
    try {
      return parts.length == PARTS
          ? Optional.of(new FaceTruth(parts[0], parts[1], parts[2]))
          : Optional.empty();
    } catch (IllegalArgumentException notWords) {
      return Optional.empty();
    }
  }

  /// Whether all parts say what was asked for. A gold face that does not contradicts itself in all
  /// three questions.
  public boolean agrees(String asked) {
    return List.of(eyes, mouth, brows).stream().allMatch(asked::equals);
  }

  /// How it is sealed and told: eyes, mouth, brows.
  public String words() {
    return "%s %s %s".formatted(eyes, mouth, brows);
  }
}
