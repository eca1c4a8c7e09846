package lab.harmony.design.pictures;

import java.util.Locale;

/// Where eyes, mouth and brows lie in a picture.
public record PartPlaces(Box eyes, Box mouth, Box brows) {

  /// A rectangle in fractions of the width and the height of a picture.
  public record Box(double x, double y, double width, double height) {

    public Box {
      if (!(x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= 1 && y + height <= 1)) {
        throw new IllegalArgumentException(
            "need a rectangle within the picture, got %s %s %s %s".formatted(x, y, width, height));
      }
    }

    private String text() {
      return String.format(Locale.ROOT, "%.4f %.4f %.4f %.4f", x, y, width, height);
    }
  }

  /// As it is sent: `compare-view.ts` reads it.
  String text() {
    return "eyes %s;mouth %s;brows %s".formatted(eyes.text(), mouth.text(), brows.text());
  }
}
