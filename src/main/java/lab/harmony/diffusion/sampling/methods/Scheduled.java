package lab.harmony.diffusion.sampling.methods;

import lab.harmony.diffusion.sampling.schedules.Denoiser;
import lab.harmony.diffusion.sampling.schedules.NoiseSchedule;
import lab.harmony.diffusion.sampling.schedules.Schedule;

/// A sampler's steps over the noise levels of another schedule than its own.
///
/// @param method a sampler that can step between any two noise levels: not DDIM, PLMS or LCM, which
///   walk over timesteps, nor one that has a schedule already

public record Scheduled(Sampler method, Schedule schedule) implements Sampler {

  public Scheduled {
    if (!takes(method)) {
      throw new IllegalArgumentException(
          "%s has a schedule of its own; \"%s\" does not go with it"
              .formatted(method.displayName(), schedule.displayName()));
    }
  }

  private static boolean takes(Sampler method) {
    return switch (method) {
      case Euler _,
          EulerAncestral _,
          Heun _,
          DpmSolver _,
          DpmSolverSde _,
          DpmSolverSdeMultistep _,
          UniPc _,
          LinearMultistep _ ->
          true;
      case Ddim _, Pndm _, LatentConsistency _, Scheduled _, Spaced _ -> false;
    };
  }

  @Override
  public String displayName() {
    return method.displayName() + " " + schedule.displayName();
  }

  @Override
  public Descent descent(NoiseSchedule noise, int steps) {
    return Descent.of(schedule.levels(noise, steps), 0);
  }

  @Override
  public Progress step(Denoiser model, Progress now, Step step) {
    return method.step(model, now, step);
  }
}
