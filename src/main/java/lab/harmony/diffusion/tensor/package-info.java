/// Networks as Java functions over symbolic values, compiled once to TorchScript text and run by
/// libtorch.
@NullMarked
package lab.harmony.diffusion.tensor;

import org.jspecify.annotations.NullMarked;
