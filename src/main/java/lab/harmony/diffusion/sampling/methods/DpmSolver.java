package lab.harmony.diffusion.sampling.methods;

import lab.harmony.diffusion.sampling.schedules.Denoiser;
import lab.harmony.diffusion.sampling.schedules.NoiseSchedule;

/// DPM-Solver++(2M) (Lu et al. 2022, algorithm 2): an exponential integrator of second order in `λ
/// = -log σ` that reuses the estimate of the step before. The first step and the last are of first
/// order.

record DpmSolver() implements Sampler {

  @Override
  public String displayName() {
    return "DPM++ 2M";
  }

  @Override
  public Descent descent(NoiseSchedule schedule, int steps) {
    return Descent.of(schedule.levelsAboveTheEnd(steps), 0);
  }

  @Override
  public Progress step(Denoiser model, Progress now, Step step) {
    var level = step.level();
    var next = step.next();
    var sigma = level.sigma();
    var clean = model.denoise(now.x(), level);
    var h = Math.log(sigma / next); // λ(next) - λ(now); infinite at the end
    var target =
        switch (now.past()) {
          case Progress.Past.Denoised(var before, var sigmaBefore)
              when next > 0 && sigmaBefore > sigma -> {
            var r = Math.log(sigmaBefore / sigma) / h;
            yield clean.plus(1 / (2 * r), clean.minus(before));
          }
          case Progress.Past _ -> clean;
        };
    var x = now.x().times(next / sigma).plus(-Math.expm1(-h), target);
    return new Progress(x, new Progress.Past.Denoised(clean, sigma));
  }
}
