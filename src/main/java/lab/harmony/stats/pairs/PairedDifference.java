package lab.harmony.stats.pairs;

import java.util.List;
import lab.harmony.stats.Interval;
import org.apache.commons.statistics.distribution.TDistribution;

/// How much two things differ that were measured in pairs.
///
/// @param mean the mean of the differences
/// @param interval its 95 % interval by Student's t, mean ± t(0.975, n - 1) · s / √n
public record PairedDifference(int better, int same, int worse, double mean, Interval interval) {

  /// @param differences first minus second of each pair, two at least
  public static PairedDifference of(List<Integer> differences) {
    var n = differences.size();
    if (n < 2) {
      throw new IllegalArgumentException("need two pairs at least, got " + n);
    }
    var mean = differences.stream().mapToInt(Integer::intValue).average().orElseThrow();
    var squares = differences.stream().mapToDouble(it -> (it - mean) * (it - mean)).sum();
    var half =
        TDistribution.of(n - 1).inverseCumulativeProbability(0.975)
            * Math.sqrt(squares / (n - 1) / n);
    return new PairedDifference(
        (int) differences.stream().filter(it -> it > 0).count(),
        (int) differences.stream().filter(it -> it == 0).count(),
        (int) differences.stream().filter(it -> it < 0).count(),
        mean,
        new Interval(mean - half, mean + half));
  }

  public int pairs() {
    return better + same + worse;
  }
}
