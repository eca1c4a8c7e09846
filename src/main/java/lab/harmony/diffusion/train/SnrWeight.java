package lab.harmony.diffusion.train;

import java.util.OptionalDouble;
import lab.harmony.diffusion.sampling.schedules.Prediction;

/// How much an error counts by the signal-to-noise ratio at its timestep (Hang et al. 2023,
/// min-SNR).
///
/// @param gamma errors at less noise than this ratio count less; without one all count 1
public record SnrWeight(OptionalDouble gamma) {

  public SnrWeight {
    if (gamma.isPresent() && !(gamma.getAsDouble() > 0)) {
      throw new IllegalArgumentException("gamma must be above 0, got " + gamma.getAsDouble());
    }
  }

  /// min(SNR, γ) / SNR where noise is predicted, min(SNR, γ) / (SNR + 1) where velocity is.
  ///
  /// @param signal ᾱ, the part of the variance that is left
  public double of(Prediction prediction, double signal) {
    if (gamma.isEmpty()) {
      return 1;
    }
    double ratio = signal / (1 - signal);
    double least = Math.min(ratio, gamma.getAsDouble());
    return switch (prediction) {
      case EPSILON -> least / ratio;
      case VELOCITY -> least / (ratio + 1);
    };
  }
}
