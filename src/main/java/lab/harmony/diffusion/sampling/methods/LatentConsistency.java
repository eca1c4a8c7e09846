package lab.harmony.diffusion.sampling.methods;

import lab.harmony.diffusion.latents.Latents;
import lab.harmony.diffusion.sampling.schedules.Denoiser;
import lab.harmony.diffusion.sampling.schedules.NoiseLevel;
/// Latent consistency sampling (Luo et al. 2023, algorithm 3): each step takes the network's
/// estimate for the end and noises it to the next level. For models distilled for it.
import lab.harmony.diffusion.sampling.schedules.NoiseSchedule;

record LatentConsistency() implements Sampler {

  /// The deviation of the data and the stretch of the timestep in the boundary conditions.
  private static final double DATA = 0.5;

  private static final double STRETCH = 10;

  @Override
  public String displayName() {
    return "LCM";
  }

  @Override
  public Descent descent(NoiseSchedule schedule, int steps) {
    return Descent.of(schedule.distilledLevels(steps), 0);
  }

  @Override
  public Progress step(Denoiser model, Progress now, Step step) {
    var level = step.level();
    var estimate = consistent(now.x(), model.denoise(now.x(), level), level);
    return Progress.withoutPast(
        step.next() > 0 ? estimate.plus(step.next(), step.noise()) : estimate);
  }

  /// The consistency function `c_skip·z + c_out·x0`, which at timestep 0 is its argument (equation
  /// 9); `z` are the latents at the variance of pictures.
  static Latents consistent(Latents x, Latents clean, NoiseLevel level) {
    var t = STRETCH * level.timestep();
    var skip = DATA * DATA / (t * t + DATA * DATA);
    var out = t / Math.sqrt(t * t + DATA * DATA);
    return x.times(skip / level.inputScale()).plus(out, clean);
  }
}
