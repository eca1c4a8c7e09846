package lab.harmony.runs.images;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.runs.RunImage;

/// One thing in which the pictures of an experiment may differ: what rows and columns stand for.
public enum ImageAxis {
  ARCHETYPE("archetype", "Archetype"),
  EMOTION("emotion", "Emotion"),
  CFG("cfg", "CFG"),
  SEED("seed", "Seed"),
  MODEL("model", "Model");

  private final String word;
  private final String label;

  ImageAxis(String word, String label) {
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

  /// Where a picture stands on this axis.
  public String valueOf(RunImage image) {
    var prompt = image.prompt();
    return switch (this) {
      case ARCHETYPE -> prompt.archetype();
      case EMOTION -> prompt.emotion();
      case CFG -> plain(prompt.cfgScale());
      case SEED -> Long.toString(prompt.seed());
      case MODEL -> image.model();
    };
  }

  /// A CFG scale without needless zeros: `7`, `7.5`.
  public static String plain(double cfgScale) {
    if (cfgScale == (int) cfgScale) {
      return Integer.toString((int) cfgScale);
    }
    return new BigDecimal(Double.toString(cfgScale)).stripTrailingZeros().toPlainString();
  }

  /// How a value of this axis reads beside other values: `CFG 7`, `seed 42`, `happy`.
  public String describe(String value) {
    return switch (this) {
      case ARCHETYPE, EMOTION, MODEL -> value;
      case CFG -> "CFG " + value;
      case SEED -> "seed " + value;
    };
  }

  /// The axis that an address names.
  public static Optional<ImageAxis> ofWord(String word) {
    return Arrays.stream(values()).filter(axis -> axis.word.equals(word)).findFirst();
  }

  /// The names of all axes, for a message.
  public static String words() {
    return Arrays.stream(values()).map(ImageAxis::word).collect(Collectors.joining(", "));
  }

  /// Numbers in their order; names keep the order in which they were first met, so this says
  /// nothing about them.
  public Optional<Comparator<String>> order() {
    return switch (this) {
      case CFG, SEED -> Optional.of(Comparator.comparing(BigDecimal::new));
      case ARCHETYPE, EMOTION, MODEL -> Optional.empty();
    };
  }
}
