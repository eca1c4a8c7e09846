package lab.harmony.stats.ranks;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import lab.harmony.stats.Answer;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.Interval;
import lab.harmony.stats.Reason;

/// The typical difference of pairs, which single outliers do not move: the median of the means of
/// all pairs of differences (Walsh averages, `i <= j`, zeros kept).
///
/// The interval goes from the k-th smallest to the k-th largest of them, `k = max(1, smallest w
/// with P(W⁺ <= w) >= α/2)` for the signed-rank sum of n untied ranks; above 500 pairs by the
/// normal approximation of W⁺. With ties or zeros the level is approximate. No pair: there is none;
/// so few that even k = 1 misses the level: no interval.
///
/// J. L. Hodges, E. L. Lehmann, Estimates of location based on rank tests. Annals of Mathematical
/// Statistics 34 (1963), 598-611. M. Hollander, D. A. Wolfe, E. Chicken, Nonparametric Statistical
/// Methods. 3rd edition, Wiley (2014), 3.2 and 3.3.
public record HodgesLehmann(double estimate, Answer<Ends> ends) {

  /// @param k which averages from both ends are the ends
  /// @param achievedLevel `1 - 2·P(W⁺ <= k - 1)`
  public record Ends(Interval interval, long k, double achievedLevel) {}

  private static final int MOST_EXACT = 500;
  private static final int MOST_DIFFERENT = 1000;

  /// @param differences first minus second of each pair, in points
  public static Answer<HodgesLehmann> of(int[] differences, ConfidenceLevel level) {
    int n = differences.length;
    if (n == 0) {
      return Answer.missing(Reason.NO_DATA);
    }
    var counts = new TreeMap<Integer, Long>();
    Arrays.stream(differences).forEach(it -> counts.merge(it, 1L, Long::sum));
    if (counts.size() > MOST_DIFFERENT) {
      return Answer.missing(Reason.TOO_MANY);
    }
    var sums = sums(counts);
    long averages = n * (n + 1L) / 2;
    double median = (at(sums, (averages + 1) / 2) + at(sums, averages / 2 + 1)) / 4.0;
    return Answer.of(new HodgesLehmann(median, ends(sums, n, level)));
  }

  /// How often each sum of two differences comes, the Walsh average doubled.
  private static Map<Long, Long> sums(TreeMap<Integer, Long> counts) {
    var sums = new TreeMap<Long, Long>();
    counts.forEach((one, ones) -> {
      sums.merge(2L * one, ones * (ones + 1) / 2, Long::sum);
      counts
          .tailMap(one, false)
          .forEach((other, others) -> sums.merge((long) one + other, ones * others, Long::sum));
    });
    return sums;
  }

  /// The sum at a place in order, counted from 1.
  private static long at(Map<Long, Long> sums, long place) {
    long before = 0;
    for (var entry : sums.entrySet()) {
      before += entry.getValue();
      if (before >= place) {
        return entry.getKey();
      }
    }
    throw new IllegalArgumentException("need a place up to %d, got %d".formatted(before, place));
  }

  private static Answer<Ends> ends(Map<Long, Long> sums, int n, ConfidenceLevel level) {
    if (Math.scalb(1.0, -Math.min(n, 1000)) > level.alpha() / 2) {
      return Answer.missing(Reason.TOO_FEW);
    }
    return Answer.of(n <= MOST_EXACT ? exact(sums, n, level) : normal(sums, n, level));
  }

  private static Ends exact(Map<Long, Long> sums, int n, ConfidenceLevel level) {
    var ranks = SubsetSums.of(IntStream.rangeClosed(1, n).toArray()).orElseThrow();
    int w = 0;
    double p = ranks.probabilities()[0];
    while (p < level.alpha() / 2) {
      w++;
      p += ranks.probabilities()[w];
    }
    int k = Math.max(1, w);
    return ends(sums, n, k, 1 - 2 * ranks.atMost(k - 1));
  }

  private static Ends normal(Map<Long, Long> sums, int n, ConfidenceLevel level) {
    double mean = n * (n + 1.0) / 4;
    double deviation = Math.sqrt(n * (n + 1.0) * (2.0 * n + 1) / 24);
    long k = (long) Math.max(1, Math.floor(mean - level.z() * deviation));
    double outside = Wilcoxon.twoSided((mean - (k - 0.5)) / deviation);
    return ends(sums, n, k, 1 - outside);
  }

  private static Ends ends(Map<Long, Long> sums, int n, long k, double achieved) {
    long averages = n * (n + 1L) / 2;
    return new Ends(new Interval(at(sums, k) / 2.0, at(sums, averages + 1 - k) / 2.0), k, achieved);
  }
}
