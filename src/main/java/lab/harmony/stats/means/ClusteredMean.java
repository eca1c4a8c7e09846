package lab.harmony.stats.means;

import java.util.List;
import lab.harmony.stats.Answer;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.Interval;
import lab.harmony.stats.IntervalEstimate;
import lab.harmony.stats.Reason;
import lab.harmony.stats.resampling.BootstrapMean;
import org.apache.commons.statistics.distribution.TDistribution;

/// The mean of values that come in clusters (the seeds of a prompt), with Student's interval over
/// the clusters.
///
/// With G clusters of sums s and sizes m, n values in all, D = Σs/n: the interval is `D ± t(1 -
/// α/2, G - 1)·√(G/(G - 1)·Σ(s - mD)²/n²)`. One value in each cluster: Student's own
/// ([PairedDifference]). At 6 to 48 clusters of three it covers 94 to 96 %, where resampled
/// clusters ([ClusterBootstrap]) cover 85 to 94 %.
///
/// Less than two clusters: too few. All values equal: no variation, also where every cluster has
/// the same mean.
///
/// W. G. Cochran, Sampling Techniques. 3rd edition, Wiley (1977), 2.11 and 3.12. Student, The
/// probable error of a mean. Biometrika 6 (1908), 1-25.
public final class ClusteredMean {

  private ClusteredMean() {}

  /// @param clusters the values of each, one at least
  public static Answer<IntervalEstimate> of(List<int[]> clusters, ConfidenceLevel level) {
    if (clusters.stream().anyMatch(cluster -> cluster.length == 0)) {
      throw new IllegalArgumentException("need a value at least in each cluster");
    }
    int g = clusters.size();
    if (g < 2) {
      return Answer.missing(g == 0 ? Reason.NO_DATA : Reason.TOO_FEW);
    }
    long n = clusters.stream().mapToLong(cluster -> cluster.length).sum();
    long sum = clusters.stream().mapToLong(BootstrapMean::sum).sum();
    // Exact: the residual of a cluster times n.
    var residuals =
        clusters.stream()
            .mapToLong(cluster -> BootstrapMean.sum(cluster) * n - cluster.length * sum)
            .toArray();
    double squares = 0;
    for (long residual : residuals) {
      squares += (double) residual * residual;
    }
    if (squares == 0) {
      return Answer.missing(Reason.NO_VARIATION);
    }
    double mean = sum / (double) n;
    double error = Math.sqrt(g / (g - 1.0) * squares) / n / n;
    double half = TDistribution.of(g - 1).inverseSurvivalProbability(level.alpha() / 2) * error;
    return Answer.of(new IntervalEstimate(mean, new Interval(mean - half, mean + half)));
  }
}
