/// Low-rank adapters (LoRA; Hu et al. 2021): files of small matrices that change some layers of a
/// model.
@NullMarked
package lab.harmony.diffusion.lora;

import org.jspecify.annotations.NullMarked;
