/// The networks of Stable Diffusion 1.x and 2.x: each one definition, for inference and for
/// training, with the checkpoint's own names.
@NullMarked
package lab.harmony.diffusion.network;

import org.jspecify.annotations.NullMarked;
