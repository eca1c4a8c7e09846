package lab.harmony.stats.ranks;

import java.util.Arrays;
import java.util.OptionalDouble;
import lab.harmony.stats.Answer;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.Interval;
import lab.harmony.stats.Reason;
import lab.harmony.stats.resampling.Resampled;
import lab.harmony.stats.resampling.Resamples;

/// How far two orders of the same things go together, -1 to 1, with its interval `tanh(atanh r ±
/// z·se)`.
///
/// One side constant: there is no r. Too few things, or exactly the same or the opposite order: no
/// interval by the formula.
///
/// D. G. Bonett, T. A. Wright, Sample size requirements for estimating Pearson, Kendall and
/// Spearman correlations. Psychometrika 65 (2000), 23-28.
public record Correlation(Answer<Double> r, Answer<Interval> interval) {

  /// A rank correlation of two rows of finite numbers.
  public enum Kind {
    /// Of the midranks ([Spearman]); `se² = (1 + r²/2) / (n - 3)`.
    SPEARMAN,
    /// Of the pairs in the same order ([KendallTauB]); `se² = 0.437 / (n - 4)`.
    KENDALL_TAU_B
  }

  /// The interval from resamples of the things; those where one side is constant are left out.
  ///
  /// @param undefinedResamples how many were left out
  public record Bootstrapped(Answer<Interval> interval, int undefinedResamples) {}

  public static Correlation of(Kind kind, double[] x, double[] y, ConfidenceLevel level) {
    var r = r(kind, x, y);
    return new Correlation(
        r,
        switch (r) {
          case Answer.Found<Double>(var value) -> interval(kind, value, x.length, level);
          case Answer.Missing<Double>(var reason) -> Answer.missing(reason);
        });
  }

  public static Bootstrapped bootstrap(
      Kind kind, double[] x, double[] y, Resamples resamples, ConfidenceLevel level) {
    if (r(kind, x, y) instanceof Answer.Missing<Double>(var reason)) {
      return new Bootstrapped(Answer.missing(reason), resamples.count());
    }
    var all =
        Resampled.of(
            x.length,
            resamples,
            places ->
                r(kind, taken(x, places), taken(y, places))
                    .found()
                    .map(OptionalDouble::of)
                    .orElse(OptionalDouble.empty()));
    return new Bootstrapped(all.interval(level), all.undefined());
  }

  private static Answer<Double> r(Kind kind, double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "need rows of one length, got %d and %d".formatted(x.length, y.length));
    }
    Midranks.requireFinite(x);
    Midranks.requireFinite(y);
    if (x.length == 0) {
      return Answer.missing(Reason.NO_DATA);
    }
    return switch (kind) {
      case SPEARMAN -> Spearman.of(x, y);
      case KENDALL_TAU_B -> KendallTauB.of(x, y);
    };
  }

  private static Answer<Interval> interval(Kind kind, double r, int n, ConfidenceLevel level) {
    int most = kind == Kind.SPEARMAN ? 3 : 4;
    if (n <= most) {
      return Answer.missing(Reason.TOO_FEW);
    }
    if (Math.abs(r) == 1) {
      return Answer.missing(Reason.PERFECT);
    }
    double variance = (kind == Kind.SPEARMAN ? 1 + r * r / 2 : 0.437) / (n - most);
    double centre = Math.log((1 + r) / (1 - r)) / 2;
    double half = level.z() * Math.sqrt(variance);
    return Answer.of(new Interval(Math.tanh(centre - half), Math.tanh(centre + half)));
  }

  private static double[] taken(double[] values, int[] places) {
    return Arrays.stream(places).mapToDouble(place -> values[place]).toArray();
  }
}
