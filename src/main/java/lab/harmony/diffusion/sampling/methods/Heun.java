package lab.harmony.diffusion.sampling.methods;

import lab.harmony.diffusion.sampling.schedules.Denoiser;
import lab.harmony.diffusion.sampling.schedules.NoiseSchedule;

/// Heun's method on `dx/dσ = (x - D(x; σ)) / σ` (Karras et al. 2022, algorithm 1): Euler's step,
/// made again with the mean of the slopes at both its ends. It calls the network twice a step, once
/// in the last.

record Heun() implements Sampler {

  @Override
  public String displayName() {
    return "Heun";
  }

  @Override
  public Descent descent(NoiseSchedule schedule, int steps) {
    return Euler.descentOf(schedule, steps);
  }

  @Override
  public Progress step(Denoiser model, Progress now, Step step) {
    var level = step.level();
    var next = step.next();
    var first = Slope.at(model, now.x(), level).value();
    var change = next - level.sigma();
    var end = now.x().plus(change, first);
    if (next == 0) {
      return Progress.withoutPast(end);
    }
    var second = Slope.at(model, end, step.at(next)).value();
    return Progress.withoutPast(now.x().plus(change / 2, first).plus(change / 2, second));
  }
}
