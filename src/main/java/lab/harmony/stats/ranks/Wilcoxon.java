package lab.harmony.stats.ranks;

import java.util.Arrays;
import java.util.stream.IntStream;
import lab.harmony.stats.Answer;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.Reason;
import lab.harmony.stats.resampling.BootstrapMean;

/// The signed-rank test: whether the differences of pairs speak for one side when only their order
/// of size counts. W⁺ is the sum of the midranks of |d| where d > 0.
///
/// `exact` is the share of all choices of signs of the used pairs with `|W⁺ - mean|` at least the
/// observed, given the ties. `z = (W⁺ - Σr/2) / √(Σr²/4)` over the ranks of the non-zeros, which is
/// the correction for ties; the corrected p moves W⁺ by 1/2 towards the mean. No pair differs:
/// `exact` is 1 and there is no z.
///
/// F. Wilcoxon, Individual comparisons by ranking methods. Biometrics Bulletin 1 (1945), 80-83. J.
/// W. Pratt, Remarks on zeros and ties in the Wilcoxon signed rank procedures. JASA 54 (1959),
/// 655-667.
///
/// @param used pairs that differ
/// @param positive W⁺
/// @param negative W⁻
/// @param exact the exact two-sided p; missing where there are too many pairs to count
public record Wilcoxon(
    int used, double positive, double negative, Answer<Double> exact, Answer<Normal> normal) {

  /// What is done with pairs that do not differ.
  public enum Zeros {
    /// They are left out before anything is ranked (Wilcoxon).
    REMOVE,
    /// They are ranked with the others, then their ranks are dropped (Pratt).
    PRATT
  }

  /// The normal approximation, two-sided.
  public record Normal(double z, double p, double corrected) {}

  /// @param differences first minus second of each pair, in points
  public static Wilcoxon of(int[] differences, Zeros zeros) {
    var ranked =
        zeros == Zeros.PRATT
            ? differences
            : Arrays.stream(differences).filter(it -> it != 0).toArray();
    var doubled = Midranks.doubled(Arrays.stream(ranked).mapToDouble(Math::abs).toArray());
    var used = IntStream.range(0, ranked.length).filter(place -> ranked[place] != 0).toArray();
    var weights = Arrays.stream(used).map(place -> doubled[place]).toArray();
    long positive =
        Arrays.stream(used)
            .filter(place -> ranked[place] > 0)
            .mapToLong(place -> doubled[place])
            .sum();
    long total = BootstrapMean.sum(weights);
    long distance = Math.abs(2 * positive - total);
    Answer<Double> exact =
        SubsetSums.of(weights)
            .map(sums -> Answer.of(sums.signedAsFar(distance)))
            .orElse(Answer.missing(Reason.TOO_MANY));
    return new Wilcoxon(
        used.length,
        positive / 2.0,
        (total - positive) / 2.0,
        exact,
        used.length == 0
            ? Answer.missing(Reason.NO_NONZERO_DIFFERENCE)
            : Answer.of(normal(weights, 2 * positive - total)));
  }

  /// @param weights twice the ranks
  /// @param distance four times W⁺ less its mean
  private static Normal normal(int[] weights, long distance) {
    double deviation = Math.sqrt(Arrays.stream(weights).mapToDouble(it -> (double) it * it).sum());
    return new Normal(
        distance / deviation,
        twoSided(Math.abs(distance) / deviation),
        twoSided(Math.max(0, Math.abs(distance) - 2) / deviation));
  }

  static double twoSided(double z) {
    return Math.clamp(2 * ConfidenceLevel.NORMAL.survivalProbability(z), Double.MIN_VALUE, 1);
  }
}
