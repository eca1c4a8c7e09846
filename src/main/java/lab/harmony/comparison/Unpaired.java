package lab.harmony.comparison;

import java.util.List;
import lab.harmony.comparison.arms.ArmFace;

/// Faces that are in no pair that counts, and why.
///
/// @param arm the name of the arm they are of; where both faces of a place are meant, both
public record Unpaired(Why why, String arm, List<ArmFace> faces) {

  public Unpaired {
    faces = List.copyOf(faces);
  }

  /// Why a face is in no pair.
  public enum Why {
    IN_BOTH("because they are in each of the two, and a face makes no pair with itself"),
    NO_PARTNER("without a partner of the same prompt and seed"),
    SEVERAL_WAYS(
        "at places where each of the two was drawn in several ways, such as weights of an adapter, and nothing says which belong together: choose one way of each"),
    ALIKE(
        "in pairs of one picture twice, pixel for pixel, which say nothing of what tells the two apart"),
    AGAIN("at a place that has another face already"),
    NOT_SCORED("in pairs of which a face is not scored by this judge"),
    INTENDED_CONFLICT("in pairs of which a face is meant to mix emotions");

    private final String words;

    Why(String words) {
      this.words = words;
    }
  }

  /// `3 of doodle-base without a partner of the same prompt and seed`.
  public String words() {
    return "%d of %s %s".formatted(faces.size(), arm, why.words);
  }
}
