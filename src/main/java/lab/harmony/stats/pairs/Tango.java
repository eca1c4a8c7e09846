package lab.harmony.stats.pairs;

import lab.harmony.stats.Answer;
import lab.harmony.stats.Bisection;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.Interval;
import lab.harmony.stats.IntervalEstimate;

/// The difference of two shares of the same pairs, first - second, with its score interval: all Δ
/// with `|b - c - nΔ| <= z·√(n(2q + Δ(1 - Δ)))`, where q is the likeliest share of "second alone"
/// when the difference is Δ.
///
/// `q = (√(B² - 4AC) - B) / 2A` with `A = 2n`, `B = -b - c + (2n - b + c)Δ`, `C = -cΔ(1 - Δ)`. The
/// ends are found by halving. First alone in every pair: it ends at exactly 1; second alone: it
/// begins at exactly -1; no discordant pair: `±z² / (n + z²)`; no pair: there is no difference.
///
/// T. Tango, Equivalence test and confidence interval for the difference in proportions for the
/// paired-sample design. Statistics in Medicine 17 (1998), 891-908.
public final class Tango {

  private Tango() {}

  public static Answer<IntervalEstimate> of(PairedTable table, ConfidenceLevel level) {
    return table
        .difference()
        .map(difference -> {
          double lower = -upper(table.swapped(), level.z());
          double upper = upper(table, level.z());
          return new IntervalEstimate(difference, new Interval(lower, upper));
        });
  }

  private static double upper(PairedTable table, double z) {
    double n = table.pairs();
    double b = table.firstOnly();
    double c = table.secondOnly();
    if (b == n) {
      return 1;
    }
    if (b == 0 && c == 0) {
      return z * z / (n + z * z);
    }
    return Bisection.root(
        delta -> {
          double spread = n * (2 * secondOnly(n, b, c, delta) + delta * (1 - delta));
          return b - c - n * delta + z * Math.sqrt(Math.max(0, spread));
        },
        (b - c) / n,
        1);
  }

  private static double secondOnly(double n, double b, double c, double delta) {
    double linear = -b - c + (2 * n - b + c) * delta;
    double constant = -c * delta * (1 - delta);
    double root = Math.sqrt(Math.max(0, linear * linear - 8 * n * constant));
    // The same root in two writings; each where it subtracts nothing.
    return linear > 0 ? -2 * constant / (linear + root) : (root - linear) / (4 * n);
  }
}
