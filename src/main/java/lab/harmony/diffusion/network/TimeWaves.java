package lab.harmony.diffusion.network;

import lab.harmony.diffusion.tensor.Value;

/// Timesteps as waves of falling frequency, the way transformers number positions.
final class TimeWaves {

  private static final double LONGEST_PERIOD = 10_000;

  private TimeWaves() {}

  /// Timesteps (B) → (B, `size`), float32: sines then cosines, or cosines first when flipped.
  static Value of(Value timesteps, int size, boolean flipSinToCos, int frequencyShift) {
    int half = size / 2;
    // In the reference's order: at large angles the last digit of the exponent shows.
    var exponent =
        timesteps
            .counting(half)
            .mul(-Math.log(LONGEST_PERIOD))
            .div(half - frequencyShift); // (half)
    var angles = timesteps.toFloat32().unsqueeze(1).mul(exponent.exp()); // (B, half)
    return flipSinToCos
        ? Value.cat(1, angles.cos(), angles.sin())
        : Value.cat(1, angles.sin(), angles.cos());
  }
}
