package lab.harmony.prompts;

import java.util.List;

/// One place of the prompt matrix: what to ask for, and how.
///
/// @param cfgScale the strength of classifier-free guidance, at least 1
/// @param seed what the starting noise is drawn from
public record MatrixPrompt(
    String archetype,
    String emotion,
    double cfgScale,
    long seed,
    String prompt,
    String negativePrompt) {

  /// The same with these words behind the prompt.
  public MatrixPrompt with(List<String> words) {
    return words.isEmpty()
        ? this
        : new MatrixPrompt(
            archetype,
            emotion,
            cfgScale,
            seed,
            prompt + " " + String.join(" ", words),
            negativePrompt);
  }

  /// The archetype and emotion, as people say it: `energetic × angry`.
  public String cell() {
    return archetype + " × " + emotion;
  }
}
