package lab.harmony.prompts;

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

  /// The archetype and emotion, as people say it: `energetic × angry`.
  public String cell() {
    return archetype + " × " + emotion;
  }
}
