package lab.harmony.stats;

import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/// The Wilson score interval of a share at 95 % confidence (Wilson 1927): it stays inside 0..1 and
/// keeps its coverage where the textbook interval collapses, at few trials and at shares near 0 or
/// 1.
public final class Wilson {

  static final double Z = 1.959963984540054;

  private Wilson() {}

  /// The interval of `successes` out of `trials` independent trials.
  public static Interval interval(int successes, int trials) {
    if (trials < 1 || successes < 0 || successes > trials) {
      throw new IllegalArgumentException(
          "need 0 <= successes <= trials and trials >= 1, got %s of %s"
              .formatted(successes, trials));
    }
    var interval = BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(trials, successes, 0.05);
    return new Interval(
        successes == 0 ? 0 : interval.getLowerBound(),
        successes == trials ? 1 : interval.getUpperBound());
  }

  /// The interval of a share that was seen in `effectiveTrials` trials, a number that need not be
  /// whole: n / design effect.
  public static Interval interval(double share, double effectiveTrials) {
    if (!(0 <= share && share <= 1) || !(effectiveTrials > 0)) {
      throw new IllegalArgumentException(
          "need a share in 0..1 and effectiveTrials > 0, got %s and %s"
              .formatted(share, effectiveTrials));
    }
    double n = effectiveTrials;
    double denominator = 1 + Z * Z / n;
    double centre = (share + Z * Z / (2 * n)) / denominator;
    double half = Z / denominator * Math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
    return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
  }
}
