package lab.harmony.notebooks;

import java.util.List;
import java.util.Locale;
import lab.harmony.runs.RunImage;

/// What the rows, the columns or the blocks of a contact sheet stand for.
enum GridAxis {
  ARCHETYPE,
  EMOTION,
  CFG,
  SEED,
  MODEL;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The place of a picture on this axis, as its label.
  String valueOf(RunImage image) {
    return switch (this) {
      case ARCHETYPE -> image.prompt().archetype();
      case EMOTION -> image.prompt().emotion();
      case CFG -> "CFG " + plain(image.prompt().cfgScale());
      case SEED -> "seed " + image.prompt().seed();
      case MODEL -> image.model();
    };
  }

  /// Every place on this axis, in the order in which the pictures were asked for.
  List<String> valuesOf(List<RunImage> images) {
    return images.stream().map(this::valueOf).distinct().toList();
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? "%.0f".formatted(value) : Double.toString(value);
  }
}
