package lab.harmony.review.ui;

/// Addresses of the review screens.
public final class ReviewLinks {

  private ReviewLinks() {}

  /// Every experiment with faces to score.
  public static String all() {
    return "review";
  }

  /// Where the faces of an experiment are scored.
  public static String of(String experiment) {
    return "experiments/%s/review".formatted(experiment);
  }

  /// What has been said about the faces of an experiment.
  public static String scores(String experiment) {
    return "experiments/%s/scores".formatted(experiment);
  }
}
