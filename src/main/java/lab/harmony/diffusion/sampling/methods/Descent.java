package lab.harmony.diffusion.sampling.methods;

import java.util.List;
import lab.harmony.diffusion.latents.Latents;
import lab.harmony.diffusion.sampling.schedules.NoiseLevel;

/// The noise levels a sampler walks down.
///
/// @param levels one for each call of the network, falling
/// @param last the sigma after the last step: 0, or what little noise the model's own scheduler
///   leaves
/// @param noiseScale what standard normal noise is multiplied by at the beginning
public record Descent(List<NoiseLevel> levels, double last, double noiseScale) {

  public Descent {
    levels = List.copyOf(levels);
    if (levels.isEmpty()) {
      throw new IllegalArgumentException("need at least one step");
    }
  }

  /// Starts at the full variance of a noised picture.
  static Descent of(List<NoiseLevel> levels, double last) {
    return new Descent(levels, last, levels.getFirst().inputScale());
  }

  /// Where a picture begins of which nothing is known: noise.
  public Latents start(Latents noise) {
    return noise.times(noiseScale);
  }

  /// Where a picture begins that is to be changed: noised to the first level.
  public Latents start(Latents clean, Latents noise) {
    return clean.plus(levels.getFirst().sigma(), noise);
  }

  /// The last part of the way, for changing a picture: `strength` of the steps, rounded down, at
  /// least one.
  ///
  /// @param strength in (0, 1]; 1 is the whole way
  public Descent lastPart(double strength) {
    if (!(strength > 0 && strength <= 1)) {
      throw new IllegalArgumentException(
          "the strength must be above 0 and at most 1, got " + strength);
    }
    var kept = Math.max(1, (int) (levels.size() * strength));
    return new Descent(levels.subList(levels.size() - kept, levels.size()), last, noiseScale);
  }

  public int steps() {
    return levels.size();
  }

  /// The sigma after step `i`.
  public double next(int i) {
    return i + 1 < levels.size() ? levels.get(i + 1).sigma() : last;
  }
}
