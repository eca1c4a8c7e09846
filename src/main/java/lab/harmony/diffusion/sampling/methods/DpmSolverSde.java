package lab.harmony.diffusion.sampling.methods;

import lab.harmony.diffusion.latents.Latents;
/// DPM-Solver++ as a stochastic differential equation (Lu et al. 2022, section 6; η = 1),
/// singlestep of second order with the middle of the step in `λ = -log σ`. It calls the network
/// twice a step and draws fresh noise, independent each time, for both halves.
import lab.harmony.diffusion.sampling.schedules.Denoiser;
import lab.harmony.diffusion.sampling.schedules.NoiseSchedule;

record DpmSolverSde() implements Sampler {

  @Override
  public String displayName() {
    return "DPM++ SDE";
  }

  @Override
  public Descent descent(NoiseSchedule schedule, int steps) {
    return Euler.descentOf(schedule, steps);
  }

  @Override
  public Progress step(Denoiser model, Progress now, Step step) {
    var sigma = step.level().sigma();
    var next = step.next();
    var clean = model.denoise(now.x(), step.level());
    if (next == 0) {
      return Progress.withoutPast(clean);
    }
    var middle = Math.sqrt(sigma * next);
    var half = moved(now.x(), clean, sigma, AncestralStep.of(sigma, middle), step);
    var there = model.denoise(half, step.at(middle));
    return Progress.withoutPast(moved(now.x(), there, sigma, AncestralStep.of(sigma, next), step));
  }

  /// The exact solution for an estimate that stays the same, and the noise on top.
  private static Latents moved(
      Latents x, Latents clean, double sigma, AncestralStep way, Step step) {
    var part = way.down() / sigma;
    return x.times(part).plus(1 - part, clean).plus(way.up(), step.noise());
  }
}
