package lab.harmony.review;

import java.util.Optional;
import lab.harmony.design.Percents;
import lab.harmony.stats.Interval;
import lab.harmony.stats.Wilson;

/// Points reached out of points possible, three per scored face.
public record SuccessRate(int points, int images) {

  /// The points one face can reach.
  public static final int POINTS_PER_IMAGE = 3;

  public SuccessRate {
    if (images < 0 || points < 0 || points > images * POINTS_PER_IMAGE) {
      throw new IllegalArgumentException(
          "need 0 <= points <= 3 x images, got %s points of %s images".formatted(points, images));
    }
  }

  public int possible() {
    return images * POINTS_PER_IMAGE;
  }

  /// The rate, 0..1; empty without a scored face.
  public Optional<Double> rate() {
    return images == 0 ? Optional.empty() : Optional.of(points / (double) possible());
  }

  /// The 95 % Wilson interval of the rate, taking points as independent; empty without a scored
  /// face.
  public Optional<Interval> interval() {
    return images == 0 ? Optional.empty() : Optional.of(Wilson.interval(points, possible()));
  }

  /// The rate with everything that belongs to it: `61 % (22 of 36 points, n = 12 images, 95 %
  /// interval 45 to 75 %)`.
  public String sentence() {
    if (images == 0) {
      return "not scored yet (n = 0 images)";
    }
    var interval = Wilson.interval(points, possible());
    return "%s (%d of %d points, n = %d %s, 95 %% interval %s)"
        .formatted(
            Percents.whole((double) points / possible()),
            points,
            possible(),
            images,
            images == 1 ? "image" : "images",
            Percents.range(interval.lower(), interval.upper()));
  }
}
