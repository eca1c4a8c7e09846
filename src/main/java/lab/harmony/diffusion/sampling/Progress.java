package lab.harmony.diffusion.sampling;

/// Where a sampler is: the latents, and what its next step may want to know of the last.
public record Progress(Latents x, Past past) {

  /// What was before this step.
  public sealed interface Past {

    /// Nothing that matters.
    record Nothing() implements Past {}

    /// The clean latents estimated at the step before, and its sigma.
    record Denoised(Latents clean, double sigma) implements Past {}
  }

  public static Progress start(Latents x) {
    return withoutPast(x);
  }

  static Progress withoutPast(Latents x) {
    return new Progress(x, new Past.Nothing());
  }
}
