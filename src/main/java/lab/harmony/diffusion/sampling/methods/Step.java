package lab.harmony.diffusion.sampling.methods;

import java.util.function.Supplier;
import lab.harmony.diffusion.latents.Latents;
import lab.harmony.diffusion.sampling.schedules.NoiseLevel;
import lab.harmony.diffusion.sampling.schedules.NoiseSchedule;

/// One step of a sampler: from `level` down to the sigma `next`.
///
/// @param schedule the noise levels that the network knows
/// @param fresh draws standard normal noise, for samplers that add some
public record Step(NoiseLevel level, double next, NoiseSchedule schedule, Supplier<Latents> fresh) {

  /// Fresh standard normal noise.
  Latents noise() {
    return fresh.get();
  }

  /// The level of any sigma, with the timestep by which the network knows it.
  NoiseLevel at(double sigma) {
    return new NoiseLevel(sigma, schedule.timestep(sigma));
  }
}
