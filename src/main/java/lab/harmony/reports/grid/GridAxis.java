package lab.harmony.reports.grid;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/// One thing in which the pictures of a grid may differ.
public enum GridAxis {
  ARCHETYPE("archetype", "Archetype"),
  EMOTION("emotion", "Emotion"),
  CFG("cfg", "CFG"),
  SEED("seed", "Seed"),
  MODEL("model", "Model");

  private final String word;
  private final String label;

  GridAxis(String word, String label) {
    this.word = word;
    this.label = label;
  }

  /// The name of the axis in an address.
  public String word() {
    return word;
  }

  /// The name of the axis on a screen.
  public String label() {
    return label;
  }

  /// How a value of this axis reads beside other values: `CFG 7`, `seed 42`, `happy`.
  public String describe(String value) {
    return switch (this) {
      case ARCHETYPE, EMOTION, MODEL -> value;
      case CFG -> "CFG " + value;
      case SEED -> "seed " + value;
    };
  }

  public static Optional<GridAxis> ofWord(String word) {
    return Arrays.stream(values()).filter(axis -> axis.word.equals(word)).findFirst();
  }

  static String words() {
    return Arrays.stream(values()).map(GridAxis::word).collect(Collectors.joining(", "));
  }

  /// Numbers in their order; names keep the order in which they were first met, so this says
  /// nothing about them.
  Optional<Comparator<String>> order() {
    return switch (this) {
      case CFG, SEED -> Optional.of(Comparator.comparing(BigDecimal::new));
      case ARCHETYPE, EMOTION, MODEL -> Optional.empty();
    };
  }
}
