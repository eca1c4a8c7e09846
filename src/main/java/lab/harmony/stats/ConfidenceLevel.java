package lab.harmony.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;

/// How sure an interval is to hold the true value, two-sided.
///
/// @param value between 0 and 1, such as 0.95
public record ConfidenceLevel(double value) {

  public static final ConfidenceLevel PERCENT_95 = new ConfidenceLevel(0.95);

  public static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  public ConfidenceLevel {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException("need a level between 0 and 1, got " + value);
    }
  }

  /// The probability left outside, on both sides together.
  public double alpha() {
    return 1 - value;
  }

  /// The exact normal quantile: 1.959963984540054 at 95 %.
  public double z() {
    return NORMAL.inverseSurvivalProbability(alpha() / 2);
  }

  /// The interval `estimate ± z · standard error`.
  public Interval around(double estimate, double standardError) {
    var half = z() * standardError;
    return new Interval(estimate - half, estimate + half);
  }
}
