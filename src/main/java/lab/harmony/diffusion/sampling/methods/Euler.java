package lab.harmony.diffusion.sampling.methods;

import lab.harmony.diffusion.latents.Latents;
import lab.harmony.diffusion.sampling.schedules.Denoiser;
import lab.harmony.diffusion.sampling.schedules.NoiseLevel;
/// Euler's method on `dx/dσ = (x - D(x; σ)) / σ` (Karras et al. 2022, algorithm 2 without churn).
import lab.harmony.diffusion.sampling.schedules.NoiseSchedule;
import lab.harmony.diffusion.sampling.schedules.Spacing;

record Euler() implements Sampler {

  @Override
  public String displayName() {
    return "Euler";
  }

  @Override
  public Descent descent(NoiseSchedule schedule, int steps) {
    return descentOf(schedule, steps);
  }

  /// Spacings that begin at the noisiest level begin with noise alone.
  static Descent descentOf(NoiseSchedule schedule, int steps) {
    var levels = schedule.levels(Spacing.LINSPACE, steps);
    return switch (schedule.config().spacing().orElse(Spacing.LINSPACE)) {
      case LEADING -> Descent.of(levels, 0);
      case TRAILING, LINSPACE -> new Descent(levels, 0, levels.getFirst().sigma());
    };
  }

  @Override
  public Progress step(Denoiser model, Progress now, Step step) {
    var level = step.level();
    var next = step.next();
    return Progress.withoutPast(step(model, now.x(), level, next));
  }

  static Latents step(Denoiser model, Latents x, NoiseLevel level, double next) {
    var slope = x.minus(model.denoise(x, level)).times(1 / level.sigma());
    return x.plus(next - level.sigma(), slope);
  }
}
