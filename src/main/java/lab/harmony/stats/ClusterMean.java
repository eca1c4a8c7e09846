package lab.harmony.stats;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/// The mean of values that come in clusters (the seeds and raters of a prompt), with an interval
/// that takes the clusters alone as independent: with sums `s` and sizes `m` of G clusters, `n =
/// Σm`, `mean = Σs/n`, `se² = G/(G - 1)·Σ(s - m·mean)²/n²`, and `mean ± t(G - 1)·se`.
///
/// With few clusters it holds the truth more often than resamples of them ([ClusterBootstrap]),
/// whose intervals are a little too narrow then. One cluster: no interval. All clusters alike: no
/// variation, and no interval either.
///
/// W. G. Cochran, Sampling Techniques. 3rd edition, Wiley (1977), 6.5 and 9A.1, the ratio of sum
/// and size.
///
/// @param clusters G
public record ClusterMean(double mean, int clusters, Answer<Interval> interval) {

  /// @param clusters the values of each, one at least
  public static Answer<ClusterMean> of(List<int[]> clusters, ConfidenceLevel level) {
    if (clusters.stream().anyMatch(cluster -> cluster.length == 0)) {
      throw new IllegalArgumentException("need a value at least in each cluster");
    }
    if (clusters.isEmpty()) {
      return Answer.missing(Reason.NO_DATA);
    }
    int g = clusters.size();
    long n = clusters.stream().mapToLong(cluster -> cluster.length).sum();
    double mean = clusters.stream().mapToLong(BootstrapMean::sum).sum() / (double) n;
    return Answer.of(new ClusterMean(mean, g, interval(clusters, n, mean, level)));
  }

  private static Answer<Interval> interval(
      List<int[]> clusters, long n, double mean, ConfidenceLevel level) {
    int g = clusters.size();
    if (g < 2) {
      return Answer.missing(Reason.TOO_FEW);
    }
    if (alike(clusters)) {
      return Answer.missing(Reason.NO_VARIATION);
    }
    double squares =
        clusters.stream()
            .mapToDouble(cluster -> {
              double residual = BootstrapMean.sum(cluster) - cluster.length * mean;
              return residual * residual;
            })
            .sum();
    double error = Math.sqrt(g / (g - 1.0) * squares) / n;
    double half = TDistribution.of(g - 1).inverseSurvivalProbability(level.alpha() / 2) * error;
    return Answer.of(new Interval(mean - half, mean + half));
  }

  /// Whether every cluster has exactly the same mean.
  private static boolean alike(List<int[]> clusters) {
    var first = clusters.getFirst();
    long sum = IntStream.of(first).asLongStream().sum();
    return clusters.stream()
        .allMatch(cluster -> BootstrapMean.sum(cluster) * first.length == sum * cluster.length);
  }
}
