package lab.harmony.training;

import java.util.List;
import lab.harmony.review.SuccessRate;

/// The fixed prompts, drawn with the adapter after an epoch and read by the machine judge.
///
/// @param loss the mean over the epoch
public record Evaluation(int epoch, long step, double loss, SuccessRate rate, List<Face> faces) {

  /// @param file below the training's folder
  /// @param points of the machine judge, 0 to 3
  public record Face(String file, String archetype, String emotion, double cfgScale, int points) {}

  public Evaluation {
    faces = List.copyOf(faces);
  }
}
