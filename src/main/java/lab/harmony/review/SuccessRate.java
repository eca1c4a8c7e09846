package lab.harmony.review;

import java.util.Collection;
import java.util.Optional;
import lab.harmony.design.Percents;
import lab.harmony.design.RateWords;
import lab.harmony.stats.IntervalBasis.Over;
import lab.harmony.stats.Proportion;
import lab.harmony.stats.rates.RateEstimate;

/// Points reached out of points possible, three per scored face, with the 95 % interval and what
/// that rests on.
///
/// @param estimate empty without a scored face
public record SuccessRate(int points, int images, Optional<RateEstimate> estimate) {

  /// The points one face can reach.
  public static final int POINTS_PER_IMAGE = 3;

  /// Of no face.
  public static final SuccessRate NONE = new SuccessRate(0, 0, Optional.empty());

  public SuccessRate {
    if (images < 0 || points < 0 || points > images * POINTS_PER_IMAGE) {
      throw new IllegalArgumentException(
          "need 0 <= points <= 3 x images, got %s points of %s images".formatted(points, images));
    }
    if (estimate.isPresent() != images > 0) {
      throw new IllegalArgumentException(
          "a rate of %d images comes with an interval, and one of none without".formatted(images));
    }
  }

  /// Of these faces, with the interval over them ([RateEstimate#overFaces]).
  public static SuccessRate of(Collection<FacePoints> faces) {
    return of(faces, IntervalsOver.FACES);
  }

  /// With the interval over what was asked for.
  public static SuccessRate of(Collection<FacePoints> faces, IntervalsOver over) {
    int points = faces.stream().mapToInt(FacePoints::points).sum();
    var estimate =
        switch (over) {
          case FACES -> RateEstimate.overFaces(faces.stream().map(FacePoints::outcome).toList());
          case POINTS ->
              RateEstimate.overTrials(
                  new Proportion(points, faces.size() * POINTS_PER_IMAGE), Over.POINTS);
        };
    return new SuccessRate(points, faces.size(), estimate.found());
  }

  /// Where the faces are not known one by one: the interval is the widest that it can be.
  public static SuccessRate ofTotals(int points, int images) {
    return new SuccessRate(
        points,
        images,
        RateEstimate.overFacesAlike(new Proportion(points, images * POINTS_PER_IMAGE), images)
            .found());
  }

  public int possible() {
    return images * POINTS_PER_IMAGE;
  }

  /// The rate, 0..1; empty without a scored face.
  public Optional<Double> rate() {
    return estimate.map(RateEstimate::share);
  }

  /// The rate with everything that belongs to it: `61 % (22 of 36 points, n = 12 images, 95 %
  /// interval 40 to 79 % over 12 faces)`.
  public String sentence() {
    return estimate
        .map(found ->
            "%s (%d of %d points, n = %d %s, 95 %% interval %s)"
                .formatted(
                    Percents.whole(found.share()),
                    points,
                    possible(),
                    images,
                    images == 1 ? "image" : "images",
                    RateWords.interval(found)))
        .orElse("not scored yet (n = 0 images)");
  }
}
