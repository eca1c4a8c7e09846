package lab.harmony.pins;

import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.prompts.Wording;
import lab.harmony.recipe.RecipeFact;

/// Where a pin stands: what was asked for, in which words, how strictly, and from which noise.
/// Whatever drew it, and how, may be anything.
public record PinPlace(
    String archetype, String emotion, Wording words, double cfgScale, long seed) {

  public static PinPlace of(MatrixPrompt prompt) {
    return new PinPlace(
        prompt.archetype(), prompt.emotion(), Wording.of(prompt), prompt.cfgScale(), prompt.seed());
  }

  /// The prompt that draws it, without any adapter.
  public MatrixPrompt prompt() {
    return new MatrixPrompt(
        archetype, emotion, cfgScale, seed, words.prompt(), words.negativePrompt());
  }

  /// `soft × angry, CFG 7, seed 42`.
  @Override
  public String toString() {
    return "%s × %s, CFG %s, seed %d"
        .formatted(archetype, emotion, RecipeFact.number(cfgScale), seed);
  }
}
