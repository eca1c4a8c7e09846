package lab.harmony.diffusion.sampling;

import java.util.function.Supplier;

/// Euler's method that goes below the next level and comes back up to it with fresh noise
/// (ancestral sampling as in Song et al. 2021, η = 1).
record EulerAncestral() implements Sampler {

  @Override
  public String displayName() {
    return "Euler a";
  }

  @Override
  public Descent descent(NoiseSchedule schedule, int steps) {
    return Euler.descent(schedule, Spacing.AS_CONFIGURED, steps);
  }

  @Override
  public Progress step(
      Denoiser model, Progress now, NoiseLevel level, double next, Supplier<Latents> noise) {
    var sigma = level.sigma();
    var up = next * Math.sqrt(Math.max(0, 1 - next * next / (sigma * sigma)));
    var down = Math.sqrt(next * next - up * up);
    var x = Euler.step(model, now.x(), level, down);
    return Progress.withoutPast(up > 0 ? x.plus(up, noise.get()) : x);
  }
}
