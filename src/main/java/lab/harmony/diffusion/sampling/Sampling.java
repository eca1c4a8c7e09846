package lab.harmony.diffusion.sampling;

import java.util.function.Supplier;
import lab.harmony.diffusion.latents.Latents;
import lab.harmony.diffusion.sampling.methods.Descent;
import lab.harmony.diffusion.sampling.methods.Progress;
import lab.harmony.diffusion.sampling.methods.Sampler;
import lab.harmony.diffusion.sampling.methods.Step;
import lab.harmony.diffusion.sampling.schedules.Denoiser;
import lab.harmony.diffusion.sampling.schedules.NoiseSchedule;

/// The whole way from noise to clean latents.
public final class Sampling {

  private Sampling() {}

  /// Is shown every step.
  @FunctionalInterface
  public interface Watcher {

    /// @param done how many steps are done
    /// @param x the latents, `x0 + sigma·noise`
    void stepDone(int done, Latents x, double sigma);
  }

  /// Walks from `start` down to the latents that a decoder takes.
  ///
  /// @param start where the descent begins, [Descent#start(Latents)] of noise or
  ///   [Descent#start(Latents, Latents)] of a picture
  /// @param fresh draws further noise, for samplers that add some
  public static Latents run(
      Sampler sampler,
      Descent descent,
      NoiseSchedule schedule,
      Denoiser model,
      Latents start,
      Supplier<Latents> fresh,
      Watcher watcher) {
    var now = Progress.start(start);
    for (var i = 0; i < descent.steps(); i++) {
      var step = new Step(descent.levels().get(i), descent.next(i), schedule, fresh);
      now = sampler.step(model, now, step);
      watcher.stepDone(i + 1, now.x(), descent.next(i));
    }
    return now.x().times(1 / Math.sqrt(1 + descent.last() * descent.last()));
  }
}
