package lab.harmony.diffusion.sampling.methods;

import lab.harmony.diffusion.sampling.schedules.Denoiser;
import lab.harmony.diffusion.sampling.schedules.NoiseLevel;
/// DDIM without fresh noise (Song et al. 2021): Euler's step, over the levels that the model's own
/// scheduler visits, to the level where that one stops.
import lab.harmony.diffusion.sampling.schedules.NoiseSchedule;
import lab.harmony.diffusion.sampling.schedules.Spacing;

record Ddim() implements Sampler {

  @Override
  public String displayName() {
    return "DDIM";
  }

  @Override
  public Descent descent(NoiseSchedule schedule, int steps) {
    var last = schedule.config().endsClean() ? 0 : schedule.smallestSigma();
    var whole =
        schedule.levels(Spacing.LEADING, steps).stream()
            .map(level -> Math.rint(level.timestep()))
            .map(timestep -> new NoiseLevel(schedule.sigma(timestep), timestep))
            .toList();
    return Descent.of(whole, last);
  }

  @Override
  public Progress step(Denoiser model, Progress now, Step step) {
    var level = step.level();
    var next = step.next();
    return Progress.withoutPast(Euler.step(model, now.x(), level, next));
  }
}
