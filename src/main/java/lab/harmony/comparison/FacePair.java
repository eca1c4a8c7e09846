package lab.harmony.comparison;

import java.time.Instant;
import java.util.Comparator;
import lab.harmony.comparison.arms.ArmFace;
import lab.harmony.comparison.arms.ArmScore.Points;

/// Two faces of one prompt and seed, one of each arm, both scored.
public record FacePair(ArmFace first, ArmFace second) {

  /// In the order in which both faces of each were scored.
  static final Comparator<FacePair> AS_KNOWN =
      Comparator.comparing(FacePair::known)
          .thenComparing(FacePair::first, ArmFace.BY_SOURCE)
          .thenComparing(FacePair::second, ArmFace.BY_SOURCE);

  public FacePair {
    if (!(first.score() instanceof Points) || !(second.score() instanceof Points)) {
      throw new IllegalArgumentException(
          "need two scored faces, got %s and %s".formatted(first.score(), second.score()));
    }
  }

  /// Points of the first less points of the second.
  public int points() {
    return firstPoints() - secondPoints();
  }

  public int firstPoints() {
    return points(first);
  }

  public int secondPoints() {
    return points(second);
  }

  private Instant known() {
    return first.known().isAfter(second.known()) ? first.known() : second.known();
  }

  private static int points(ArmFace face) {
    return ((Points) face.score()).points();
  }
}
