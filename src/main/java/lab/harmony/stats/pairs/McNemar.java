package lab.harmony.stats.pairs;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/// Whether the pairs in which one side alone succeeded speak for one side, two-sided. With k the
/// smaller of their two numbers and X ~ Bin(their sum, 1/2):
///
/// - `exact = min(1, 2·P(X <= k))`: it says "different" wrongly at most as often as its level;
/// - `mid = min(1, 2·P(X <= k) - P(X = k))`, less timid and in practice within its level.
///
/// Equal numbers, also no such pair at all: both are 1.
///
/// Q. McNemar, Note on the sampling error of the difference between correlated proportions or
/// percentages. Psychometrika 12 (1947), 153-157. H. O. Lancaster, Significance tests in discrete
/// distributions. JASA 56 (1961), 223-234. M. W. Fagerland, S. Lydersen, P. Laake, The McNemar test
/// for binary matched-pairs data: mid-p and asymptotic are better than exact conditional. BMC
/// Medical Research Methodology 13 (2013), 91.
public record McNemar(double exact, double mid) {

  /// @param firstOnly pairs in which the first side alone succeeded
  /// @param secondOnly pairs in which the second side alone succeeded
  public static McNemar of(int firstOnly, int secondOnly) {
    if (firstOnly < 0 || secondOnly < 0) {
      throw new IllegalArgumentException(
          "need counts of 0 or more, got %d and %d".formatted(firstOnly, secondOnly));
    }
    if (firstOnly == secondOnly) {
      return new McNemar(1, 1);
    }
    var halves = BinomialDistribution.of(Math.addExact(firstOnly, secondOnly), 0.5);
    int fewer = Math.min(firstOnly, secondOnly);
    double exact = 2 * halves.cumulativeProbability(fewer);
    // A p is never 0, also where it is smaller than any number that can be written.
    return new McNemar(
        Math.clamp(exact, Double.MIN_VALUE, 1),
        Math.clamp(exact - halves.probability(fewer), Double.MIN_VALUE, 1));
  }

  public static McNemar of(PairedTable pairs) {
    return of(pairs.firstOnly(), pairs.secondOnly());
  }
}
