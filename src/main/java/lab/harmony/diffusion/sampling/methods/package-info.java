/// The samplers: how each goes from one noise level to the next.
@NullMarked
package lab.harmony.diffusion.sampling.methods;

import org.jspecify.annotations.NullMarked;
