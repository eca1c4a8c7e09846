package lab.harmony.diffusion.sampling.schedules;

import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Which of the training timesteps are visited (table 2 of Lin et al. 2023), as diffusers counts
/// them.
public enum Spacing {

  /// `0, k, 2k, …` plus the configured offset, for `k = T / steps`; never reaches the noisiest
  /// level.
  LEADING,

  /// `T, T - k, …` less one; starts at the noisiest level.
  TRAILING,

  /// Evenly from the noisiest level to the cleanest.
  LINSPACE;

  /// `leading`, `trailing` or `linspace`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException naming the words there are
  static Spacing byWord(String word) {
    for (var spacing : values()) {
      if (spacing.word().equals(word)) {
        return spacing;
      }
    }
    throw new IllegalArgumentException(
        "\"timestep_spacing\" must be leading, trailing or linspace here, got \"%s\""
            .formatted(word));
  }

  /// The timesteps, falling, for samplers that walk from the last of them to the clean end.
  double[] timesteps(SchedulerConfig config, int steps) {
    var total = config.trainSteps();
    return switch (this) {
      case LEADING ->
          down(steps - 1, 0).map(i -> offset(config, i * (double) (total / steps))).toArray();
      case TRAILING ->
          IntStream.range(0, steps)
              .mapToDouble(i -> Math.rint(total - i * (double) total / steps) - 1)
              .toArray();
      case LINSPACE -> steps == 1 ? new double[] {total - 1} : even(config, steps - 1, 0).toArray();
    };
  }

  /// The timesteps, falling, for the multistep solvers, which count the clean end as one more level
  /// and leave it out.
  double[] timestepsAboveTheEnd(SchedulerConfig config, int steps) {
    var total = config.trainSteps();
    return switch (this) {
      case LEADING -> {
        int distance = total / (steps + 1);
        yield distance == 0 // The reference would stand still.
            ? timesteps(config, steps)
            : down(steps, 1).map(i -> offset(config, i * distance)).toArray();
      }
      case TRAILING -> timesteps(config, steps);
      case LINSPACE -> even(config, steps, 1).map(Math::rint).toArray();
    };
  }

  /// In numpy's order of rounding, which decides where a timestep lies between two whole ones.
  private static DoubleStream even(SchedulerConfig config, int parts, int to) {
    double distance = (config.trainSteps() - 1.0) / parts;
    return down(parts, to).map(i -> i == parts ? config.trainSteps() - 1 : i * distance);
  }

  private static DoubleStream down(int from, int to) {
    return DoubleStream.iterate(from, i -> i >= to, i -> i - 1);
  }

  private static double offset(SchedulerConfig config, double timestep) {
    return Math.min(config.trainSteps() - 1, timestep + config.stepsOffset());
  }
}
