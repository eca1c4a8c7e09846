package lab.harmony.comparison.counted;

import java.util.Comparator;
import lab.harmony.comparison.arms.ArmScore;

/// What counts of a pair: the points of both faces, and its place in the order in which pairs
/// became known.
///
/// @param first points of the arm that is asked about
/// @param second points of the arm that it is compared with
/// @param known 0 for the pair of which both faces were scored first, and so on; no two have one
public record CountedPair(int first, int second, int known) {

  static final Comparator<CountedPair> AS_KNOWN = Comparator.comparingInt(CountedPair::known);

  public CountedPair {
    if (first < 0 || first > ArmScore.MOST || second < 0 || second > ArmScore.MOST) {
      throw new IllegalArgumentException(
          "need 0 to %d points, got %d and %d".formatted(ArmScore.MOST, first, second));
    }
    if (known < 0) {
      throw new IllegalArgumentException(
          "need a place in an order from 0, got %d".formatted(known));
    }
  }

  /// Points of the first less points of the second.
  int points() {
    return first - second;
  }

  /// 1 where the first alone is perfect, -1 where the second alone is, else 0.
  int perfect() {
    return (firstPerfect() ? 1 : 0) - (secondPerfect() ? 1 : 0);
  }

  boolean firstPerfect() {
    return first == ArmScore.MOST;
  }

  boolean secondPerfect() {
    return second == ArmScore.MOST;
  }
}
