package lab.harmony.stats.rates;

import lab.harmony.stats.Answer;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.Interval;
import lab.harmony.stats.IntervalEstimate;
import lab.harmony.stats.Proportion;
import lab.harmony.stats.Reason;

/// The difference of two shares of independent groups, first - second, with its interval from the
/// two Wilson intervals l..u: below by `√((p1 - l1)² + (u2 - p2)²)`, above by `√((u1 - p1)² + (p2 -
/// l2)²)`.
///
/// A group without a trial: there is no difference. Not for the same prompts and seeds in both
/// groups; those are pairs ([NewcombePaired], [Tango]).
///
/// R. G. Newcombe, Interval estimation for the difference between independent proportions:
/// comparison of eleven methods. Statistics in Medicine 17 (1998), 873-890, method 10.
public final class NewcombeIndependent {

  private NewcombeIndependent() {}

  public static Answer<IntervalEstimate> of(
      Proportion first, Proportion second, ConfidenceLevel level) {
    if (first.trials() == 0 || second.trials() == 0) {
      return Answer.missing(Reason.NO_DATA);
    }
    var one = Wilson.of(first, level).orElseThrow();
    var two = Wilson.of(second, level).orElseThrow();
    double p1 = first.rate();
    double p2 = second.rate();
    double below = Math.hypot(p1 - one.lower(), two.upper() - p2);
    double above = Math.hypot(one.upper() - p1, p2 - two.lower());
    return Answer.of(new IntervalEstimate(p1 - p2, new Interval(p1 - p2 - below, p1 - p2 + above)));
  }
}
