package lab.harmony.notebooks.results;

import java.util.List;
import lab.harmony.runs.ImageId;

/// Faces two by two that a result counted, with the points that counted then.
///
/// @param first the name of what the first face of each pair is by
/// @param by whose points they are, in words
public record StoredPairs(
    String first, String second, String by, boolean machine, List<Pair> pairs) {

  public StoredPairs {
    pairs = List.copyOf(pairs);
  }

  /// @param at what both were asked for: `soft × happy, CFG 7, seed 42`
  /// @param prompt one number for the pairs of one prompt
  public record Pair(String at, int prompt, Face first, Face second) {

    /// By how many points they differ, whichever way.
    public int apart() {
      return Math.abs(first.points - second.points);
    }
  }

  public record Face(ImageId image, int points) {}

  /// `lora-v1 against doodle-base`.
  public String title() {
    return "%s against %s".formatted(first, second);
  }

  /// `48 pairs of lora-v1 against doodle-base, by the machine judge doodle-parts`.
  public String words() {
    return "%s of %s, by %s"
        .formatted(pairs.size() == 1 ? "1 pair" : "%d pairs".formatted(pairs.size()), title(), by);
  }
}
