/// From a prompt to the token ids that a text encoder takes.
@NullMarked
package lab.harmony.diffusion.tokenizer;

import org.jspecify.annotations.NullMarked;
