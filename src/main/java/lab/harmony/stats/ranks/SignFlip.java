package lab.harmony.stats.ranks;

import java.util.Arrays;
import java.util.List;
import lab.harmony.stats.Answer;
import lab.harmony.stats.Reason;
import lab.harmony.stats.resampling.BootstrapMean;

/// Whether the differences of pairs speak for one side, by exchanging the two sides of each pair:
/// the share of all 2ⁿ choices of signs (zeros too) with `|Σ±d| >= |Σd|`, and with `Σ±d >= Σd`.
///
/// Exact: counted by sums, whatever n, as long as n·Σ|d| is at most 200 million and Σ|d| at most 4
/// million; beyond that [SampledSignFlip] can be used. All differences 0: both p are 1. No pair:
/// there is no p.
///
/// R. A. Fisher, The Design of Experiments. Oliver & Boyd (1935), section 21. E. J. G. Pitman,
/// Significance tests which may be applied to samples from any populations. Supplement to the
/// Journal of the Royal Statistical Society 4 (1937), 119-130.
///
/// @param twoSided p for "different"
/// @param greater p for "the first side has more"
public record SignFlip(double twoSided, double greater) {

  /// @param differences first minus second of each pair, in points
  public static Answer<SignFlip> exact(int... differences) {
    if (differences.length == 0) {
      return Answer.missing(Reason.NO_DATA);
    }
    long observed = BootstrapMean.sum(differences);
    return SubsetSums.of(Arrays.stream(differences).map(Math::absExact).toArray())
        .map(sums ->
            Answer.of(
                new SignFlip(sums.signedAsFar(Math.abs(observed)), sums.signedAtLeast(observed))))
        .orElse(Answer.missing(Reason.TOO_MANY));
  }

  /// One sign for each cluster, because the seeds of a prompt are exchanged together. One cluster:
  /// the two-sided p is 1.
  ///
  /// @param clusters the differences of each, such as those of the seeds of a prompt
  public static Answer<SignFlip> exactOfClusters(List<int[]> clusters) {
    return exact(
        clusters.stream().mapToInt(it -> Math.toIntExact(BootstrapMean.sum(it))).toArray());
  }
}
