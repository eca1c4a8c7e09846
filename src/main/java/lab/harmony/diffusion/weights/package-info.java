/// Tensors in files: the safetensors format, read without trust and written without half files.
@NullMarked
package lab.harmony.diffusion.weights;

import org.jspecify.annotations.NullMarked;
