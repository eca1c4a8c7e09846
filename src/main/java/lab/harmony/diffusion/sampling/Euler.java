package lab.harmony.diffusion.sampling;

/// Euler's method on `dx/dσ = (x - D(x; σ)) / σ` (Karras et al. 2022, algorithm 2 without churn).
record Euler(Spacing spacing) implements Sampler {

  @Override
  public String displayName() {
    return switch (spacing) {
      case AS_CONFIGURED -> "Euler";
      case LEADING -> "Euler leading";
      case TRAILING -> "Euler trailing";
      case LINSPACE -> "Euler linspace";
    };
  }

  @Override
  public Descent descent(NoiseSchedule schedule, int steps) {
    return descent(schedule, spacing, steps);
  }

  /// Spacings that begin at the noisiest level begin with noise alone.
  static Descent descent(NoiseSchedule schedule, Spacing spacing, int steps) {
    var levels = schedule.levels(spacing, steps);
    return switch (spacing == Spacing.AS_CONFIGURED ? schedule.config().spacing() : spacing) {
      case LEADING, AS_CONFIGURED -> Descent.of(levels, 0);
      case TRAILING, LINSPACE -> new Descent(levels, 0, levels.getFirst().sigma());
    };
  }

  @Override
  public Progress step(Denoiser model, Progress now, Step step) {
    var level = step.level();
    var next = step.next();
    return Progress.withoutPast(step(model, now.x(), level, next));
  }

  static Latents step(Denoiser model, Latents x, NoiseLevel level, double next) {
    var slope = x.minus(model.denoise(x, level)).times(1 / level.sigma());
    return x.plus(next - level.sigma(), slope);
  }
}
