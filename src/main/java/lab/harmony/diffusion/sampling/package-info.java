/// From noise to clean latents: the whole way, with guidance, over the levels of `schedules` by the
/// steps of `methods`.
///
/// All of it is arithmetic on the processor, in the variance-exploding form of Karras et al.
/// (2022): `x = x0 + σ·noise`, and a [Denoiser][lab.harmony.diffusion.sampling.schedules.Denoiser]
/// `D(x; σ)` that estimates `x0`.
@NullMarked
package lab.harmony.diffusion.sampling;

import org.jspecify.annotations.NullMarked;
