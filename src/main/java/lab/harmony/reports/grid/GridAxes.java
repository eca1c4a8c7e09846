package lab.harmony.reports.grid;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lab.harmony.runs.images.ImageAxis;

/// The layout of a grid: what runs down, what runs across, and what splits each column.
public record GridAxes(ImageAxis rows, ImageAxis columns, Optional<ImageAxis> third) {

  public static final GridAxes STANDARD =
      new GridAxes(ImageAxis.ARCHETYPE, ImageAxis.EMOTION, Optional.of(ImageAxis.CFG));

  public GridAxes {
    if (rows == columns || third.filter(axis -> axis == rows || axis == columns).isPresent()) {
      throw new IllegalArgumentException(
          "need three different axes, got %s"
              .formatted(Stream.concat(Stream.of(rows, columns), third.stream()).toList()));
    }
  }

  public List<ImageAxis> chosen() {
    return Stream.concat(Stream.of(rows, columns), third.stream()).toList();
  }

  /// The axes along which the pictures of one cell still differ.
  public Set<ImageAxis> inner() {
    return EnumSet.complementOf(EnumSet.copyOf(chosen()));
  }

  /// The same layout with another axis down the side; an axis that was in use elsewhere trades
  /// places.
  public GridAxes withRows(ImageAxis axis) {
    return new GridAxes(
        axis, columns == axis ? rows : columns, third.map(each -> each == axis ? rows : each));
  }

  public GridAxes withColumns(ImageAxis axis) {
    return new GridAxes(
        rows == axis ? columns : rows, axis, third.map(each -> each == axis ? columns : each));
  }

  /// The same layout with another axis splitting the columns, or none. An axis that was in use as
  /// rows or columns is replaced there by the old third axis, or by the first axis that is free.
  public GridAxes withThird(Optional<ImageAxis> axis) {
    if (axis.isEmpty()) {
      return new GridAxes(rows, columns, axis);
    }
    var wanted = axis.get();
    if (wanted == rows) {
      return new GridAxes(replacementFor(wanted), columns, axis);
    }
    return wanted == columns
        ? new GridAxes(rows, replacementFor(wanted), axis)
        : new GridAxes(rows, columns, axis);
  }

  private ImageAxis replacementFor(ImageAxis taken) {
    return third
        .filter(axis -> axis != taken)
        .orElseGet(() ->
            Stream.of(ImageAxis.values())
                .filter(axis -> axis != rows && axis != columns)
                .findFirst()
                .orElseThrow());
  }
}
