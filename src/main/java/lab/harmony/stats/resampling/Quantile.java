package lab.harmony.stats.resampling;

import java.util.Arrays;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.Interval;

/// Quantiles of a sample by the rule that is the default of R and numpy: with B values in order,
/// the place `h = (B - 1)·p`, and between two neighbours the straight line.
///
/// R. J. Hyndman, Y. Fan, Sample quantiles in statistical packages. The American Statistician 50
/// (1996), 361-365, type 7.
final class Quantile {

  private Quantile() {}

  /// The middle `level` of the values, which are put in order; one value at least.
  static Interval middle(double[] values, ConfidenceLevel level) {
    Arrays.sort(values);
    return new Interval(
        ofSorted(values, level.alpha() / 2), ofSorted(values, 1 - level.alpha() / 2));
  }

  static double ofSorted(double[] sorted, double p) {
    double place = (sorted.length - 1) * p;
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
