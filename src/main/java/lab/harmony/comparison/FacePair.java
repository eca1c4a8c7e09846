package lab.harmony.comparison;

import java.time.Instant;
import java.util.Comparator;
import lab.harmony.comparison.ArmScore.Points;

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

  /// 1 where the first alone is perfect, -1 where the second alone is, else 0.
  public int perfect() {
    return (firstPerfect() ? 1 : 0) - (secondPerfect() ? 1 : 0);
  }

  private Instant known() {
    return first.known().isAfter(second.known()) ? first.known() : second.known();
  }

  boolean firstPerfect() {
    return points(first) == ArmScore.MOST;
  }

  boolean secondPerfect() {
    return points(second) == ArmScore.MOST;
  }

  private static int points(ArmFace face) {
    return ((Points) face.score()).points();
  }
}
