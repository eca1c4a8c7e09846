package lab.harmony.pins;

import lab.harmony.review.SuccessRate;

/// How many of its three points a pinned face must keep; with all of them it is harmonious.
public record LeastPoints(int value) {

  public static final LeastPoints HARMONIOUS = new LeastPoints(SuccessRate.POINTS_PER_IMAGE);

  public LeastPoints {
    if (value < 1 || value > SuccessRate.POINTS_PER_IMAGE) {
      throw new IllegalArgumentException(
          "a pin needs a threshold of 1 to %d points, got %d"
              .formatted(SuccessRate.POINTS_PER_IMAGE, value));
    }
  }

  public boolean holdsWith(int points) {
    return points >= value;
  }

  /// `harmonious (3 of 3)`, `at least 2 of 3`.
  public String words() {
    return equals(HARMONIOUS)
        ? "harmonious (3 of 3)"
        : "at least %d of %d".formatted(value, SuccessRate.POINTS_PER_IMAGE);
  }
}
