package lab.harmony.threads;

/// A place on a picture, in fractions of its width and height from its upper left corner, so that
/// it means the same at every size.
public sealed interface Spot {

  double x();

  double y();

  /// One point.
  record Point(double x, double y) implements Spot {
    public Point {
      within(x, "x");
      within(y, "y");
    }
  }

  /// A rectangle, by its upper left corner.
  record Area(double x, double y, double width, double height) implements Spot {
    public Area {
      within(x, "x");
      within(y, "y");
      if (!(width > 0 && height > 0 && x + width <= 1 + ROUNDING && y + height <= 1 + ROUNDING)) {
        throw new IllegalArgumentException(
            "a rectangle lies on the picture, got %s, %s and a size of %s by %s"
                .formatted(x, y, width, height));
      }
    }
  }

  /// What sums of fractions may be off by.
  double ROUNDING = 1e-9;

  private static void within(double fraction, String name) {
    if (!(fraction >= 0 && fraction <= 1)) {
      throw new IllegalArgumentException(
          "%s is a fraction of the picture from 0 to 1, got %s".formatted(name, fraction));
    }
  }
}
