package lab.harmony.blind;

import java.util.List;
import lab.harmony.review.PromptPlace;
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
  public record Asked(String archetype, String emotion, double cfgScale, long seed) {

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
