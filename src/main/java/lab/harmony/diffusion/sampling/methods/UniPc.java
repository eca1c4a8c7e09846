package lab.harmony.diffusion.sampling.methods;

import lab.harmony.diffusion.latents.Latents;
/// UniPC of second order with `B(h) = e^h - 1` (Zhao et al. 2023, algorithms 5 to 8, data
/// prediction): each call of the network first corrects the step before, then predicts the next.
/// The first step and the last are predicted with first order.
import lab.harmony.diffusion.sampling.schedules.Denoiser;
import lab.harmony.diffusion.sampling.schedules.NoiseSchedule;

record UniPc() implements Sampler {

  @Override
  public String displayName() {
    return "UniPC";
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
    return switch (now.past()) {
      case Progress.Past.Predicted past when past.estimate().sigma() > sigma -> {
        var x = corrected(past, clean, sigma);
        var estimate = past.estimate();
        var target = clean;
        if (next > 0) {
          var r = Math.log(estimate.sigma() / sigma) / Math.log(sigma / next);
          target = clean.plus(1 / (2 * r), clean.minus(estimate.clean()));
        }
        yield new Progress(
            towards(x, target, sigma, next),
            new Progress.Past.Predicted(
                x, new Progress.Past.Denoised(clean, sigma), past.estimate()));
      }
      case Progress.Past _ ->
          new Progress(
              towards(now.x(), clean, sigma, next),
              new Progress.Past.Predicted(
                  now.x(), new Progress.Past.Denoised(clean, sigma), new Progress.Past.Nothing()));
    };
  }

  /// The step before once more, now that the estimate at its end is known.
  private static Latents corrected(Progress.Past.Predicted past, Latents clean, double sigma) {
    var start = past.estimate();
    var h = Math.log(start.sigma() / sigma);
    var change = clean.minus(start.clean());
    var target =
        switch (past.before()) {
          case Progress.Past.Denoised(var earlier, var earlierSigma) -> {
            // two weights that fit the moments b1 and b2
            var r = -Math.log(earlierSigma / start.sigma()) / h;
            var phi2 = Math.expm1(-h) / -h - 1;
            var phi3 = phi2 / -h - 0.5;
            var b1 = phi2 / Math.expm1(-h);
            var b2 = 2 * phi3 / Math.expm1(-h);
            var first = (b1 - b2) / (1 - r);
            yield start
                .clean()
                .plus(first / r, earlier.minus(start.clean()))
                .plus(b1 - first, change);
          }
          case Progress.Past _ -> start.clean().plus(0.5, change);
        };
    return towards(past.x(), target, start.sigma(), sigma);
  }

  /// The exact solution for an estimate that stays the same.
  private static Latents towards(Latents x, Latents clean, double sigma, double next) {
    return x.times(next / sigma).plus(1 - next / sigma, clean);
  }
}
