package lab.harmony.reports.grid.facts;

import java.util.Optional;
import lab.harmony.review.SuccessRate;
import lab.harmony.review.marks.Checklist;

/// A verdict on one picture: how many of the three checklist items hold, and whether its face means
/// to mix emotions.
///
/// @param items which of them; empty where only the points are known
public record PictureVerdict(int points, boolean intendedConflict, Optional<Checklist> items) {

  public PictureVerdict(int points, boolean intendedConflict) {
    this(points, intendedConflict, Optional.empty());
  }

  public PictureVerdict {
    if (points < 0 || points > SuccessRate.POINTS_PER_IMAGE) {
      throw new IllegalArgumentException("need 0 to 3 points, got " + points);
    }
  }
}
