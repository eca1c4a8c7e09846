package lab.harmony.diffusion.sampling.schedules;

import java.util.List;

/// Which noise levels to visit, where that is chosen apart from the sampler. All begin at the
/// noisiest level.
public enum Schedule {

  /// Even steps in `σ^(1/7)` (Karras et al. 2022, equation 5).
  KARRAS("Karras"),

  /// Even steps in `log σ`.
  EXPONENTIAL("Exponential"),

  /// Even steps in the timestep, from the noisiest level to one step above the cleanest.
  SGM_UNIFORM("SGM Uniform");

  private final String displayName;

  Schedule(String displayName) {
    this.displayName = displayName;
  }

  /// The name that most programs for Stable Diffusion use.
  public String displayName() {
    return displayName;
  }

  public List<NoiseLevel> levels(NoiseSchedule schedule, int steps) {
    return switch (this) {
      case KARRAS -> schedule.karrasLevels(steps);
      case EXPONENTIAL -> schedule.exponentialLevels(steps);
      case SGM_UNIFORM -> schedule.uniformLevels(steps);
    };
  }
}
