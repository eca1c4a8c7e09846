package lab.harmony.stats.means;

import java.util.Arrays;
import java.util.List;
import lab.harmony.stats.Answer;
import lab.harmony.stats.Reason;
import lab.harmony.stats.resampling.BootstrapMean;

/// How much values of one cluster (the seeds of a prompt) are alike, and what they are worth
/// together: the intraclass correlation by analysis of variance.
///
/// With G clusters of m values each, n in all, MSB and MSW the mean squares between and within
/// them: `ρ = (MSB - MSW) / (MSB + (m₀ - 1)·MSW)`, `m₀ = (n - Σm²/n) / (G - 1)`, cut at 0 from
/// below; n values are worth `n / (1 + (Σm²/n - 1)·ρ)` independent ones. It is what [DesignEffect]
/// does for shares.
///
/// One cluster: too few. All values equal: no variation. One value in each cluster: ρ = 0.
///
/// R. A. Fisher, Statistical Methods for Research Workers. Oliver & Boyd (1925), chapter 7. L.
/// Kish, Survey Sampling. Wiley (1965), 8.2.
///
/// @param correlation ρ, 0..1
/// @param effective how many independent values tell as much
public record ClusterCorrelation(double correlation, double effective) {

  /// @param clusters the values of each, one at least
  public static Answer<ClusterCorrelation> of(List<int[]> clusters) {
    if (clusters.stream().anyMatch(cluster -> cluster.length == 0)) {
      throw new IllegalArgumentException("need a value at least in each cluster");
    }
    int g = clusters.size();
    if (g < 2) {
      return Answer.missing(g == 0 ? Reason.NO_DATA : Reason.TOO_FEW);
    }
    double n = clusters.stream().mapToLong(cluster -> cluster.length).sum();
    if (n == g) {
      return Answer.of(new ClusterCorrelation(0, n));
    }
    double squares = clusters.stream().mapToDouble(it -> (double) it.length * it.length).sum() / n;
    double mean = clusters.stream().mapToLong(BootstrapMean::sum).sum() / n;
    double between = 0;
    double within = 0;
    for (var cluster : clusters) {
      double own = BootstrapMean.sum(cluster) / (double) cluster.length;
      between += cluster.length * (own - mean) * (own - mean);
      within += Arrays.stream(cluster).mapToDouble(it -> (it - own) * (it - own)).sum();
    }
    if (between + within == 0) {
      return Answer.missing(Reason.NO_VARIATION);
    }
    double msb = between / (g - 1);
    double msw = within / (n - g);
    double size = (n - squares) / (g - 1);
    double rho = Math.clamp((msb - msw) / (msb + (size - 1) * msw), 0, 1);
    return Answer.of(new ClusterCorrelation(rho, n / (1 + (squares - 1) * rho)));
  }
}
