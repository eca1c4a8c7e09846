package lab.harmony.notebooks;

import java.util.Arrays;

/// What sort of question an experiment asks; stands in the notebook's `metadata.harmony.kind`.
public enum ExperimentKind {
  BASELINE("baseline", "Baseline"),
  LORA("lora", "LoRA"),
  BASE_MODELS("base-models", "Base models"),
  PROMPTS("prompts", "Prompt engineering"),
  CONTROLNET("controlnet", "ControlNet"),
  OTHER("other", "Other");

  private final String word;
  private final String label;

  ExperimentKind(String word, String label) {
    this.word = word;
    this.label = label;
  }

  /// The word in the file.
  public String word() {
    return word;
  }

  /// The words on the screen.
  public String label() {
    return label;
  }

  static ExperimentKind byWord(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst().orElse(OTHER);
  }
}
