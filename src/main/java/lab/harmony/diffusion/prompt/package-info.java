/// The prompt language of AUTOMATIC1111: weights in brackets, editing between steps, adapters, and
/// prompts longer than one text encoder takes.
///
/// A [Prompt][lab.harmony.diffusion.prompt.Prompt] is read once; a
/// [Chunker][lab.harmony.diffusion.prompt.Chunker] makes token ids of what it says at a step; an
/// [Emphasis][lab.harmony.diffusion.prompt.Emphasis] applies the weights to what the text encoder
/// answers.
@NullMarked
package lab.harmony.diffusion.prompt;

import org.jspecify.annotations.NullMarked;
