package lab.harmony.diffusion.sampling;

import java.util.List;

/// The noise levels a sampler walks down.
///
/// @param levels one for each call of the network, falling
/// @param last the sigma after the last step: 0, or what little noise the model's own scheduler
///   leaves
/// @param start what standard normal noise is multiplied by at the beginning
public record Descent(List<NoiseLevel> levels, double last, double start) {

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

  public int steps() {
    return levels.size();
  }

  /// The sigma after step `i`.
  public double next(int i) {
    return i + 1 < levels.size() ? levels.get(i + 1).sigma() : last;
  }
}
