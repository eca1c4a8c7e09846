package lab.harmony.blind;

import java.util.List;
import lab.harmony.runs.ImageId;

/// What one answer is about: a picture, or two of different arms for the same prompt and seed.
///
/// @param number from 0
/// @param pictures one or two
record Unit(int number, Asked asked, List<Shown> pictures) {

  Unit {
    pictures = List.copyOf(pictures);
  }

  /// What was asked for; the same for all arms.
  record Asked(String archetype, String emotion, double cfgScale, long seed) {

    /// What stands behind several seeds.
    Prompt prompt() {
      return new Prompt(archetype, emotion, cfgScale);
    }
  }

  record Prompt(String archetype, String emotion, double cfgScale) {}

  /// A picture as it was frozen.
  ///
  /// @param arm from 0
  record Shown(int arm, ImageId image, String sha256) {}
}
