package lab.harmony.diffusion.sampling.methods;

import lab.harmony.diffusion.sampling.schedules.Denoiser;
import lab.harmony.diffusion.sampling.schedules.NoiseSchedule;

/// DPM-Solver++(2M) as a stochastic differential equation (Lu et al. 2022, section 6; η = 1), with
/// the estimate of the step before in the midpoint rule. The first step and the last are of first
/// order.

record DpmSolverSdeMultistep() implements Sampler {

  @Override
  public String displayName() {
    return "DPM++ 2M SDE";
  }

  @Override
  public Descent descent(NoiseSchedule schedule, int steps) {
    return Descent.of(schedule.levelsAboveTheEnd(steps), 0);
  }

  @Override
  public Progress step(Denoiser model, Progress now, Step step) {
    var sigma = step.level().sigma();
    var next = step.next();
    var clean = model.denoise(now.x(), step.level());
    var past = new Progress.Past.Denoised(clean, sigma);
    if (next == 0) {
      return new Progress(clean, past);
    }
    var h = Math.log(sigma / next); // λ(next) - λ(now)
    var share = -Math.expm1(-2 * h);
    var x = now.x().times(next / sigma * Math.exp(-h)).plus(share, clean);
    if (now.past() instanceof Progress.Past.Denoised(var before, var sigmaBefore)) {
      var r = Math.log(sigmaBefore / sigma) / h;
      x = x.plus(share / (2 * r), clean.minus(before));
    }
    return new Progress(x.plus(next * Math.sqrt(share), step.noise()), past);
  }
}
