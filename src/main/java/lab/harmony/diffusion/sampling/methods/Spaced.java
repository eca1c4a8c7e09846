package lab.harmony.diffusion.sampling.methods;

import lab.harmony.diffusion.sampling.schedules.Denoiser;
import lab.harmony.diffusion.sampling.schedules.NoiseSchedule;
/// A sampler's steps over timesteps that are spaced otherwise than the model's own scheduler says.
///
/// @param method a sampler that walks over training timesteps: not LCM, which keeps to those that
///   it was distilled for, nor one that has a schedule already
import lab.harmony.diffusion.sampling.schedules.Spacing;

public record Spaced(Sampler method, Spacing spacing) implements Sampler {

  public Spaced {
    var takes =
        switch (method) {
          case Ddim _,
              Pndm _,
              LinearMultistep _,
              Euler _,
              EulerAncestral _,
              Heun _,
              DpmSolver _,
              DpmSolverSde _,
              DpmSolverSdeMultistep _,
              UniPc _ ->
              true;
          case LatentConsistency _, Scheduled _, Spaced _ -> false;
        };
    if (!takes) {
      throw new IllegalArgumentException(
          "%s has a schedule of its own; \"%s\" does not go with it"
              .formatted(method.displayName(), spacing.word()));
    }
  }

  @Override
  public String displayName() {
    return method.displayName() + " " + spacing.word();
  }

  @Override
  public Descent descent(NoiseSchedule noise, int steps) {
    return method.descent(noise.spaced(spacing), steps);
  }

  @Override
  public Progress step(Denoiser model, Progress now, Step step) {
    return method.step(model, now, step);
  }
}
