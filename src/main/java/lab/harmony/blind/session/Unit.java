package lab.harmony.blind.session;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import lab.harmony.review.marks.PromptPlace;
import lab.harmony.runs.ImageId;

/// What one answer is about: a picture, or two or four of different arms for the same prompt and
/// seed.
///
/// @param number from 0
/// @param pictures one, two or four
public record Unit(int number, Asked asked, List<Shown> pictures) {

  public Unit {
    pictures = List.copyOf(pictures);
  }

  /// What was asked for; the same for all arms.
  ///
  /// @param cfgScale empty where the arms differ in it
  public record Asked(String archetype, String emotion, OptionalDouble cfgScale, long seed) {

    public Asked(String archetype, String emotion, double cfgScale, long seed) {
      this(archetype, emotion, OptionalDouble.of(cfgScale), seed);
    }

    /// The scale for a table, whose cell is empty where the arms differ in it.
    public Optional<Double> scale() {
      return cfgScale.isPresent() ? Optional.of(cfgScale.getAsDouble()) : Optional.empty();
    }

    /// As people read it: `soft × happy, CFG 7, seed 42`.
    public String words() {
      return "%s × %s%s, seed %d"
          .formatted(
              archetype, emotion, scale().map(scale -> ", CFG " + plain(scale)).orElse(""), seed);
    }

    private static String plain(double scale) {
      return scale == Math.rint(scale) ? Long.toString((long) scale) : Double.toString(scale);
    }

    /// What stands behind several scales and seeds.
    public PromptPlace prompt() {
      return new PromptPlace(archetype, emotion);
    }
  }

  /// A picture as it was frozen.
  ///
  /// @param arm from 0
  public record Shown(int arm, ImageId image, String sha256) {}
}
