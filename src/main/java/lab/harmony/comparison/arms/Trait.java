package lab.harmony.comparison.arms;

/// One thing in which the faces of two arms may differ. What decides the arms is left out when
/// faces are paired; in all else the two faces of a pair are the same.
public enum Trait {
  ARCHETYPE("archetype"),
  EMOTION("emotion"),
  /// The prompt and the negative prompt, letter by letter.
  WORDS("wording"),
  CFG("CFG scale"),
  SEED("seed"),
  /// The model and its adapters.
  DRAWN_BY("model or adapters"),
  /// All else of the recipe: sampler, steps, size and so on.
  SETTINGS("settings");

  private final String label;

  Trait(String label) {
    this.label = label;
  }

  /// As half a sentence names it.
  public String label() {
    return label;
  }
}
