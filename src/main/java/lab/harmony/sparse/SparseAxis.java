package lab.harmony.sparse;

import java.util.Arrays;
import java.util.stream.Collectors;

/// What can be an axis of a sparse grid. The words stand in sources and results and are never
/// worded anew.
public enum SparseAxis {
  MODEL("model", "models"),
  ADAPTERS("adapters", "adapters"),
  SAMPLER("sampler", "samplers"),
  STEPS("steps", "steps"),
  ARCHETYPE("archetype", "archetypes"),
  EMOTION("emotion", "emotions"),
  CFG("cfg", "cfg_scales"),
  SEED("seed", "seeds");

  private final String word;
  private final String setting;

  SparseAxis(String word, String setting) {
    this.word = word;
    this.setting = setting;
  }

  public String word() {
    return word;
  }

  /// The setting of a source that has its values.
  String setting() {
    return setting;
  }

  static String words() {
    return Arrays.stream(values()).map(SparseAxis::word).collect(Collectors.joining(", "));
  }
}
