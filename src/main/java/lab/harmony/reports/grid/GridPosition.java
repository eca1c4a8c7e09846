package lab.harmony.reports.grid;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Where a picture stands on every axis.
public record GridPosition(
    String archetype, String emotion, double cfgScale, long seed, String model) {

  /// The position with these values; the reverse of [#on(GridAxis)].
  static GridPosition of(Function<GridAxis, String> at) {
    return new GridPosition(
        at.apply(GridAxis.ARCHETYPE),
        at.apply(GridAxis.EMOTION),
        Double.parseDouble(at.apply(GridAxis.CFG)),
        Long.parseLong(at.apply(GridAxis.SEED)),
        at.apply(GridAxis.MODEL));
  }

  /// The value on one axis, as it stands in labels and addresses.
  public String on(GridAxis axis) {
    return switch (axis) {
      case ARCHETYPE -> archetype;
      case EMOTION -> emotion;
      case CFG -> BigDecimal.valueOf(cfgScale).stripTrailingZeros().toPlainString();
      case SEED -> Long.toString(seed);
      case MODEL -> model;
    };
  }

  /// The position in words, on the given axes only: `energetic, happy, CFG 7`.
  public String describe(Collection<GridAxis> axes) {
    return axes.stream().map(axis -> axis.describe(on(axis))).collect(Collectors.joining(", "));
  }
}
