package lab.harmony.comparison.arms;

/// What the one judge of a comparison says of a face.
public sealed interface ArmScore {

  /// The most points of a face: it is perfect.
  int MOST = 3;

  /// Harmony points, 0 to 3.
  record Points(int points) implements ArmScore {
    public Points {
      if (points < 0 || points > MOST) {
        throw new IllegalArgumentException("need harmony points 0..3, got " + points);
      }
    }

    public boolean perfect() {
      return points == MOST;
    }
  }

  /// The face is meant to mix emotions: it counts for neither side.
  record IntendedConflict() implements ArmScore {}

  /// This judge has said nothing of it.
  record Unscored() implements ArmScore {}

  /// In few words: `2 of 3 points`.
  default String words() {
    return switch (this) {
      case Points(var points) -> "%d of %d points".formatted(points, MOST);
      case IntendedConflict _ -> "intended conflict";
      case Unscored _ -> "not scored";
    };
  }
}
