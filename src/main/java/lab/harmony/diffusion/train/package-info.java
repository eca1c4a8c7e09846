/// Training from nothing: losses over the networks' own definitions, batches, and checkpoints to
/// continue from.
@NullMarked
package lab.harmony.diffusion.train;

import org.jspecify.annotations.NullMarked;
