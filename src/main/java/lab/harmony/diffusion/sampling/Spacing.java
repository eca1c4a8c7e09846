package lab.harmony.diffusion.sampling;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Which of the training timesteps are visited (table 2 of Lin et al. 2023).
public enum Spacing {

  /// As the model's own scheduler configuration says.
  AS_CONFIGURED,

  /// `0, k, 2k, …` plus the configured offset, for `k = T / steps`; never reaches the noisiest
  /// level.
  LEADING,

  /// `T, T - k, …` less one; starts at the noisiest level.
  TRAILING,

  /// Evenly from the noisiest level to the cleanest.
  LINSPACE;

  /// The timesteps, falling.
  double[] timesteps(SchedulerConfig config, int steps) {
    var total = config.trainSteps();
    return switch (this) {
      case AS_CONFIGURED -> config.spacing().timesteps(config, steps);
      case LEADING ->
          IntStream.iterate(steps - 1, i -> i >= 0, i -> i - 1)
              .mapToDouble(i -> Math.min(total - 1, i * (total / steps) + config.stepsOffset()))
              .toArray();
      case TRAILING ->
          IntStream.range(0, steps)
              .mapToDouble(i -> Math.rint(total - i * (double) total / steps) - 1)
              .toArray();
      case LINSPACE ->
          steps == 1
              ? new double[] {total - 1}
              : DoubleStream.iterate(steps - 1, i -> i >= 0, i -> i - 1)
                  .map(i -> i * (total - 1) / (steps - 1))
                  .toArray();
    };
  }
}
