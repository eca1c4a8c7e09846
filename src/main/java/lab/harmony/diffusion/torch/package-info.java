/// libtorch through DJL: opened so that nothing is fetched or sent, and scripts loaded into it and
/// called.
@NullMarked
package lab.harmony.diffusion.torch;

import org.jspecify.annotations.NullMarked;
