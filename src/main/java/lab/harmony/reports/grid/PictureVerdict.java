package lab.harmony.reports.grid;

import lab.harmony.review.SuccessRate;

/// A verdict on one picture: how many of the three checklist items hold, and whether its face means
/// to mix emotions.
public record PictureVerdict(int points, boolean intendedConflict) {

  public PictureVerdict {
    if (points < 0 || points > SuccessRate.POINTS_PER_IMAGE) {
      throw new IllegalArgumentException("need 0 to 3 points, got " + points);
    }
  }
}
