package lab.harmony.diffusion.sampling.methods;

import java.util.List;
import lab.harmony.diffusion.latents.Latents;

/// Where a sampler is: the latents, and what its next step may want to know of the last.
public record Progress(Latents x, Past past) {

  /// What was before this step.
  public sealed interface Past {

    /// Nothing that matters.
    record Nothing() implements Past {}

    /// The clean latents estimated at the step before, and its sigma.
    record Denoised(Latents clean, double sigma) implements Past {}

    /// The slopes of the steps before, the latest first.
    record Slopes(List<Slope> slopes) implements Past {

      public Slopes {
        slopes = List.copyOf(slopes);
      }
    }

    /// What the network itself predicted in the steps before, the latest first.
    ///
    /// @param start the latents at which the latest was asked for, and their sigma
    record Outputs(Latents start, double sigma, List<Latents> outputs) implements Past {

      public Outputs {
        outputs = List.copyOf(outputs);
      }
    }

    /// A predicted step that is still to be corrected.
    ///
    /// @param x the latents that it started from
    /// @param estimate the clean latents estimated there
    /// @param before the estimate one step earlier, if there was one
    record Predicted(Latents x, Denoised estimate, Past before) implements Past {}
  }

  public static Progress start(Latents x) {
    return withoutPast(x);
  }

  static Progress withoutPast(Latents x) {
    return new Progress(x, new Past.Nothing());
  }
}
