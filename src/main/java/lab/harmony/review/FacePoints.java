package lab.harmony.review;

import java.util.Optional;
import lab.harmony.review.marks.PromptPlace;
import lab.harmony.review.marks.Score;
import lab.harmony.stats.Proportion;
import lab.harmony.stats.rates.FaceOutcome;

/// The harmony points of one face, and which prompt it is of.
///
/// @param points 0..3
public record FacePoints(PromptPlace prompt, int points) {

  public FacePoints {
    if (points < 0 || points > SuccessRate.POINTS_PER_IMAGE) {
      throw new IllegalArgumentException("need 0 to 3 points, got " + points);
    }
  }

  /// Of a face and what was said about it.
  public static FacePoints of(Score score) {
    var face = score.face();
    return new FacePoints(new PromptPlace(face.archetype(), face.emotion()), score.mark().points());
  }

  FaceOutcome outcome() {
    return new FaceOutcome(
        Optional.of(prompt), new Proportion(points, SuccessRate.POINTS_PER_IMAGE));
  }
}
