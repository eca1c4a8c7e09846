package lab.harmony.diffusion;

import java.util.List;
import lab.harmony.diffusion.prompt.Chunk;

/// What one prompt says at one step.
sealed interface PromptVersion {

  /// @param chunks for each text encoder, as many for each
  record Said(List<List<Chunk>> chunks) implements PromptVersion {

    public Said {
      chunks = chunks.stream().map(List::copyOf).toList();
    }
  }

  /// Nothing, where a model was trained with zeros in place of an empty prompt.
  record Zeros() implements PromptVersion {}
}
