/// Latent pictures, their file, and the noise that a seed stands for.
@NullMarked
package lab.harmony.diffusion.latents;

import org.jspecify.annotations.NullMarked;
