package lab.harmony.stats.resampling;

import java.util.Arrays;
import lab.harmony.stats.Answer;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.Interval;
import lab.harmony.stats.Reason;

/// The mean of the differences of pairs, with two intervals from resamples of the pairs.
///
/// `percentile` is the middle of the resamples' means. `bca` corrects for bias and skewness: the
/// quantiles at `Φ(z0 + (z0 + z) / (1 - a(z0 + z)))`, where `z0 = Φ⁻¹((#below + ½·#equal) / B)`
/// compares the resamples' sums with the observed one, and `a = Σv³ / (6(Σv²)^1.5)`, `v = d -
/// mean`.
///
/// All differences equal: both are that value alone. Less than two pairs: none. All resamples on
/// one side: no `bca`.
///
/// B. Efron, Better bootstrap confidence intervals. JASA 82 (1987), 171-185.
///
/// @param bias z0
/// @param acceleration a
public record BootstrapMean(
    Answer<Double> mean,
    Answer<Interval> percentile,
    Answer<Interval> bca,
    Answer<Double> bias,
    Answer<Double> acceleration) {

  /// @param differences first minus second of each pair, in points
  public static BootstrapMean of(int[] differences, Resamples resamples, ConfidenceLevel level) {
    int n = differences.length;
    if (n < 2) {
      return without(
          n == 0 ? Answer.missing(Reason.TOO_FEW) : Answer.of((double) differences[0]),
          Answer.missing(Reason.TOO_FEW),
          Reason.TOO_FEW);
    }
    long sum = sum(differences);
    double mean = sum / (double) n;
    if (Arrays.stream(differences).allMatch(it -> it == differences[0])) {
      return without(Answer.of(mean), Answer.of(new Interval(mean, mean)), Reason.NO_VARIATION);
    }
    var sums = sums(differences, resamples);
    var means = Arrays.stream(sums).mapToDouble(it -> it / (double) n).sorted().toArray();
    double acceleration = acceleration(differences, mean);
    var bias = bias(sums, sum);
    return new BootstrapMean(
        Answer.of(mean),
        Answer.of(Quantile.middle(means, level)),
        switch (bias) {
          case Answer.Found<Double>(var z0) -> bca(means, z0, acceleration, level);
          case Answer.Missing<Double>(var reason) -> Answer.missing(reason);
        },
        bias,
        Answer.of(acceleration));
  }

  private static BootstrapMean without(Answer<Double> mean, Answer<Interval> both, Reason reason) {
    return new BootstrapMean(mean, both, both, Answer.missing(reason), Answer.missing(reason));
  }

  private static long[] sums(int[] differences, Resamples resamples) {
    var sums = new long[resamples.count()];
    var next = new int[1];
    resamples.forEach(
        differences.length,
        places -> {
          long sum = 0;
          for (int place : places) {
            sum += differences[place];
          }
          sums[next[0]++] = sum;
        });
    return sums;
  }

  private static Answer<Double> bias(long[] sums, long observed) {
    double below = Arrays.stream(sums).filter(sum -> sum < observed).count();
    double equal = Arrays.stream(sums).filter(sum -> sum == observed).count();
    double share = (below + equal / 2) / sums.length;
    return share > 0 && share < 1
        ? Answer.of(ConfidenceLevel.NORMAL.inverseCumulativeProbability(share))
        : Answer.missing(Reason.ONE_SIDED_RESAMPLES);
  }

  private static double acceleration(int[] differences, double mean) {
    double squares = 0;
    double cubes = 0;
    for (int difference : differences) {
      double v = difference - mean;
      squares += v * v;
      cubes += v * v * v;
    }
    return cubes / (6 * Math.pow(squares, 1.5));
  }

  private static Answer<Interval> bca(
      double[] sorted, double z0, double acceleration, ConfidenceLevel level) {
    double lower = z0 - level.z();
    double upper = z0 + level.z();
    if (acceleration * lower >= 1 || acceleration * upper >= 1) {
      return Answer.missing(Reason.TOO_SKEWED);
    }
    return Answer.of(
        new Interval(
            Quantile.ofSorted(sorted, share(z0 + lower / (1 - acceleration * lower))),
            Quantile.ofSorted(sorted, share(z0 + upper / (1 - acceleration * upper)))));
  }

  private static double share(double z) {
    return ConfidenceLevel.NORMAL.cumulativeProbability(z);
  }

  public static long sum(int... values) {
    return Arrays.stream(values).asLongStream().sum();
  }
}
