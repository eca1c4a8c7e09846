package lab.harmony.diffusion.sampling;

/// DDIM without fresh noise (Song et al. 2021): Euler's step, over the levels that the model's own
/// scheduler visits, to the level where that one stops.
record Ddim() implements Sampler {

  @Override
  public String displayName() {
    return "DDIM";
  }

  @Override
  public Descent descent(NoiseSchedule schedule, int steps) {
    var last = schedule.config().endsClean() ? 0 : schedule.smallestSigma();
    return Descent.of(schedule.levels(Spacing.AS_CONFIGURED, steps), last);
  }

  @Override
  public Progress step(Denoiser model, Progress now, Step step) {
    var level = step.level();
    var next = step.next();
    return Progress.withoutPast(Euler.step(model, now.x(), level, next));
  }
}
