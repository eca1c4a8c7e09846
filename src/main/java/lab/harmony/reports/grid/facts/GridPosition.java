package lab.harmony.reports.grid.facts;

import java.util.Collection;
import java.util.stream.Collectors;
import lab.harmony.review.marks.PromptPlace;
import lab.harmony.runs.images.ImageAxis;

/// Where a picture stands on every axis.
public record GridPosition(
    String archetype, String emotion, double cfgScale, long seed, String model) {

  /// The prompt it has together with other scales, seeds, models and runs.
  public PromptPlace prompt() {
    return new PromptPlace(archetype, emotion);
  }

  /// The value on one axis, as it stands in labels and addresses.
  public String on(ImageAxis axis) {
    return switch (axis) {
      case ARCHETYPE -> archetype;
      case EMOTION -> emotion;
      case CFG -> ImageAxis.plain(cfgScale);
      case SEED -> Long.toString(seed);
      case MODEL -> model;
    };
  }

  /// The position in words, on the given axes only: `energetic, happy, CFG 7`.
  public String describe(Collection<ImageAxis> axes) {
    return axes.stream().map(axis -> axis.describe(on(axis))).collect(Collectors.joining(", "));
  }
}
