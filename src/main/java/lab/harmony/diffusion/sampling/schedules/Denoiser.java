package lab.harmony.diffusion.sampling.schedules;

import lab.harmony.diffusion.latents.Latents;

/// `D(x; σ)`: the clean latents that `x = x0 + σ·noise` most likely came from.

@FunctionalInterface
public interface Denoiser {

  Latents denoise(Latents x, NoiseLevel level);
}
