package lab.harmony.stats.rates;

import lab.harmony.stats.Answer;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.Interval;
import lab.harmony.stats.Proportion;
import lab.harmony.stats.Reason;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/// The score interval of a share: `(x + z²/2 ± z·√(x(n - x)/n + z²/4)) / (n + z²)`, without
/// continuity correction.
///
/// It stays inside 0..1 and keeps its coverage where the textbook interval collapses, at few trials
/// and at shares near 0 or 1. No success: it begins at exactly 0; successes only: it ends at
/// exactly 1; no trial: there is none.
///
/// E. B. Wilson, Probable inference, the law of succession, and statistical inference. JASA 22
/// (1927), 209-212.
public final class Wilson {

  private Wilson() {}

  public static Answer<Interval> of(Proportion proportion, ConfidenceLevel level) {
    return proportion.trials() == 0
        ? Answer.missing(Reason.NO_DATA)
        : Answer.of(
            ends(
                proportion,
                BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(
                    proportion.trials(), proportion.successes(), level.alpha())));
  }

  /// An interval of Commons Statistics with its ends where they have to be exact.
  static Interval ends(
      Proportion proportion, org.apache.commons.statistics.interval.Interval interval) {
    return new Interval(
        proportion.successes() == 0 ? 0 : interval.getLowerBound(),
        proportion.successes() == proportion.trials() ? 1 : interval.getUpperBound());
  }

  /// The interval at 95 % of `successes` out of `trials` independent trials, one at least.
  public static Interval interval(int successes, int trials) {
    if (trials < 1) {
      throw new IllegalArgumentException(
          "need a trial at least, got %s of %s".formatted(successes, trials));
    }
    return of(new Proportion(successes, trials), ConfidenceLevel.PERCENT_95).orElseThrow();
  }

  /// The interval at 95 % of a share that was seen in `effectiveTrials` trials, a number that need
  /// not be whole: n / design effect.
  public static Interval interval(double share, double effectiveTrials) {
    return interval(share, effectiveTrials, ConfidenceLevel.PERCENT_95);
  }

  /// The same at any level.
  public static Interval interval(double share, double effectiveTrials, ConfidenceLevel level) {
    if (!(0 <= share && share <= 1)
        || !(effectiveTrials > 0 && effectiveTrials < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "need a share in 0..1 and effectiveTrials > 0, got %s and %s"
              .formatted(share, effectiveTrials));
    }
    return withQuantile(share, effectiveTrials, level.z());
  }

  /// With another quantile in the place of z, such as Student's where the number of trials was
  /// itself estimated.
  static Interval withQuantile(double share, double n, double quantile) {
    double zz = quantile * quantile;
    double centre = (share + zz / (2 * n)) / (1 + zz / n);
    double half = quantile / (1 + zz / n) * Math.sqrt(share * (1 - share) / n + zz / (4 * n * n));
    return new Interval(
        share == 0 ? 0 : Math.max(0, centre - half), share == 1 ? 1 : Math.min(1, centre + half));
  }
}
