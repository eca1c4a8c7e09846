package lab.harmony.review;

import java.util.Optional;
import lab.harmony.stats.FaceOutcome;
import lab.harmony.stats.Proportion;

/// The harmony points of one face, and which prompt it is of.
///
/// @param prompt empty where it is not known
/// @param points 0..3
public record FacePoints(Optional<PromptPlace> prompt, int points) {

  public FacePoints {
    if (points < 0 || points > SuccessRate.POINTS_PER_IMAGE) {
      throw new IllegalArgumentException("need 0 to 3 points, got " + points);
    }
  }

  /// Of a face and what was said about it.
  public static FacePoints of(Score score) {
    var face = score.face();
    return new FacePoints(
        PromptPlace.of(face.archetype(), face.emotion(), face.cfgScale()), score.mark().points());
  }

  FaceOutcome outcome() {
    return new FaceOutcome(prompt, new Proportion(points, SuccessRate.POINTS_PER_IMAGE));
  }
}
