package lab.harmony.stats.ranks;

import java.util.BitSet;
import lab.harmony.stats.Answer;
import lab.harmony.stats.Reason;
import lab.harmony.stats.resampling.BootstrapMean;

/// The test of [SignFlip] on some choices of signs, for more pairs than can be counted: `p = (1 +
/// #extreme) / (1 + B)`, never 0. No pair: there is no p.
///
/// B. Phipson, G. K. Smyth, Permutation p-values should never be zero. Statistical Applications in
/// Genetics and Molecular Biology 9 (2010), 39.
///
/// @param choices B, the number of choices of signs
/// @param farther choices with `|Σ±d| >= |Σd|`
/// @param greater choices with `Σ±d >= Σd`
public record SampledSignFlip(int choices, int farther, int greater) {

  /// @param differences first minus second of each pair, in points
  public static Answer<SampledSignFlip> of(int[] differences, Signs signs) {
    if (differences.length == 0) {
      return Answer.missing(Reason.NO_DATA);
    }
    long observed = BootstrapMean.sum(differences);
    var counts = new int[2];
    signs.forEach(
        differences.length,
        plus -> {
          long sum = 2 * sum(differences, plus) - observed;
          counts[0] += Math.abs(sum) >= Math.abs(observed) ? 1 : 0;
          counts[1] += sum >= observed ? 1 : 0;
        });
    return Answer.of(new SampledSignFlip(signs.count(), counts[0], counts[1]));
  }

  private static long sum(int[] differences, BitSet plus) {
    long sum = 0;
    for (int place = plus.nextSetBit(0); place >= 0; place = plus.nextSetBit(place + 1)) {
      sum += differences[place];
    }
    return sum;
  }

  /// p for "different".
  public double twoSidedP() {
    return (1.0 + farther) / (1.0 + choices);
  }

  /// p for "the first side has more".
  public double greaterP() {
    return (1.0 + greater) / (1.0 + choices);
  }
}
