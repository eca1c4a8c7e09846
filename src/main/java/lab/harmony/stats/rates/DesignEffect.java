package lab.harmony.stats.rates;

import java.util.List;
import lab.harmony.stats.Answer;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.Interval;
import lab.harmony.stats.Proportion;
import lab.harmony.stats.Reason;

/// A share that was seen in clusters (the seeds of a prompt, the items of a face), and how much
/// less a trial in a cluster tells than an independent one.
///
/// With G clusters of m trials each, n in all, MSB and MSW the mean squares between and within
/// them: the intraclass correlation is `ρ = (MSB - MSW) / (MSB + (m₀ - 1)·MSW)`, `m₀ = (n - Σm²/n)
/// / (G - 1)`; the design effect is `1 + (Σm²/n - 1)·ρ`, 1 at least; the effective number of trials
/// is n divided by it, and the interval is Wilson's with that number. Beside it stands the effect
/// on the variance of the share as a ratio, `[G/(G - 1)·Σ(s - mp)²/n²] / [p(1 - p)/n]`, which
/// assumes no model.
///
/// One cluster: too few. All trials alike: no variation (an exact interval over clusters can be
/// used). One trial in each cluster: no correlation, and a design effect of 1.
///
/// L. Kish, Survey Sampling. Wiley (1965), 8.2. R. A. Fisher, Statistical Methods for Research
/// Workers. Oliver & Boyd (1925), chapter 7. W. G. Cochran, Sampling Techniques. 3rd edition, Wiley
/// (1977), 3.12.
///
/// @param trials n
/// @param share all successes by all trials
/// @param meanSize n/G
/// @param weightedSize Σm²/n, the size of the cluster of a trial taken at random
/// @param effect what clustering does; missing where the data cannot tell
public record DesignEffect(
    int trials, double share, double meanSize, double weightedSize, Answer<Effect> effect) {

  /// @param correlation ρ; missing where each cluster has one trial
  /// @param byCorrelation `1 + (Σm²/n - 1)·ρ`; below 1 where clusters are more alike than chance
  /// @param byVariance the ratio of variances
  /// @param effectiveTrials n by the design effect
  /// @param interval of the share
  public record Effect(
      Answer<Double> correlation,
      double byCorrelation,
      double byVariance,
      double effectiveTrials,
      Interval interval) {

    /// By the correlation, 1 at least.
    public double designEffect() {
      return Math.max(1, byCorrelation);
    }
  }

  /// @param clusters successes and trials of each, a trial at least
  public static Answer<DesignEffect> of(List<Proportion> clusters, ConfidenceLevel level) {
    if (clusters.stream().anyMatch(cluster -> cluster.trials() == 0)) {
      throw new IllegalArgumentException("need a trial at least in each cluster, got one of none");
    }
    if (clusters.isEmpty()) {
      return Answer.missing(Reason.NO_DATA);
    }
    int n = Math.toIntExact(clusters.stream().mapToLong(Proportion::trials).sum());
    int successes = clusters.stream().mapToInt(Proportion::successes).sum();
    double squares =
        clusters.stream().mapToDouble(it -> (double) it.trials() * it.trials()).sum() / n;
    var all = new Proportion(successes, n);
    return Answer.of(
        new DesignEffect(
            n,
            all.rate(),
            n / (double) clusters.size(),
            squares,
            effect(clusters, all, squares, level)));
  }

  private static Answer<Effect> effect(
      List<Proportion> clusters, Proportion all, double weightedSize, ConfidenceLevel level) {
    if (clusters.size() < 2) {
      return Answer.missing(Reason.TOO_FEW);
    }
    if (all.successes() == 0 || all.successes() == all.trials()) {
      return Answer.missing(Reason.NO_VARIATION);
    }
    double n = all.trials();
    double p = all.rate();
    double g = clusters.size();
    double residuals =
        clusters.stream().mapToDouble(it -> square(it.successes() - it.trials() * p)).sum();
    double byVariance = g / (g - 1) * residuals / (n * n) / (p * (1 - p) / n);
    var correlation = correlation(clusters, all, weightedSize);
    double byCorrelation = 1 + correlation.found().map(rho -> (weightedSize - 1) * rho).orElse(0.0);
    double effective = n / Math.max(1, byCorrelation);
    return Answer.of(
        new Effect(
            correlation,
            byCorrelation,
            byVariance,
            effective,
            Wilson.interval(p, effective, level)));
  }

  private static Answer<Double> correlation(
      List<Proportion> clusters, Proportion all, double weightedSize) {
    int g = clusters.size();
    int n = all.trials();
    if (n == g) {
      return Answer.missing(Reason.ONE_SEED_EACH);
    }
    double between =
        clusters.stream().mapToDouble(it -> it.trials() * square(it.rate() - all.rate())).sum()
            / (g - 1);
    double within =
        clusters.stream().mapToDouble(it -> it.successes() * (1 - it.rate())).sum() / (n - g);
    double size = (n - weightedSize) / (g - 1);
    return Answer.of((between - within) / (between + (size - 1) * within));
  }

  private static double square(double value) {
    return value * value;
  }
}
