/// Checkpoints in one file, in the naming of the original implementations: what a file is, and how
/// its tensors make the networks here.
@NullMarked
package lab.harmony.diffusion.checkpoint;

import org.jspecify.annotations.NullMarked;
