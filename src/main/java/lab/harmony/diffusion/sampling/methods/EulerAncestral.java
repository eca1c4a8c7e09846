package lab.harmony.diffusion.sampling.methods;

import lab.harmony.diffusion.sampling.schedules.Denoiser;
import lab.harmony.diffusion.sampling.schedules.NoiseSchedule;

/// Euler's method that goes below the next level and comes back up to it with fresh noise
/// (ancestral sampling as in Song et al. 2021, η = 1).

record EulerAncestral() implements Sampler {

  @Override
  public String displayName() {
    return "Euler a";
  }

  @Override
  public Descent descent(NoiseSchedule schedule, int steps) {
    return Euler.descentOf(schedule, steps);
  }

  @Override
  public Progress step(Denoiser model, Progress now, Step step) {
    var way = AncestralStep.of(step.level().sigma(), step.next());
    var x = Euler.step(model, now.x(), step.level(), way.down());
    return Progress.withoutPast(way.up() > 0 ? x.plus(way.up(), step.noise()) : x);
  }
}
