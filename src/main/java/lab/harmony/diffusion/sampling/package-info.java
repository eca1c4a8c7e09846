/// From noise to clean latents: the noise schedule a model was trained with and the samplers that
/// walk down it.
///
/// All of it is arithmetic on the processor, in the variance-exploding form of Karras et al.
/// (2022): `x = x0 + σ·noise`, and a [Denoiser] `D(x; σ)` that estimates `x0`.
@NullMarked
package lab.harmony.diffusion.sampling;

import org.jspecify.annotations.NullMarked;
