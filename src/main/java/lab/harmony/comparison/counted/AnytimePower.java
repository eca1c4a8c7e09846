package lab.harmony.comparison.counted;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/// How often the p of a [lab.harmony.stats.rates.ConfidenceSequence], which may be looked at after
/// every pair, is small once so many pairs are there: m ~ Bin(n, ψ) of them have one side alone
/// perfect, s ~ Bin(m, p10/ψ) the first, and p is small where `(m + 1)·C(m, s)/2ᵐ <= α`. That it
/// may have been small before is left out, so that the power is somewhat larger.
public final class AnytimePower {

  private final double discordant;
  private final double first;
  private final double alpha;

  /// The power among m discordant pairs, at place m.
  private final List<Double> given = new ArrayList<>();

  /// The largest smaller number at which p is small; it never falls as m grows.
  private int largest = -1;

  public AnytimePower(double p10, double p01, double alpha) {
    this.discordant = Math.min(1, p10 + p01);
    this.first = Math.min(1, p10 / (p10 + p01));
    this.alpha = alpha;
  }

  double at(int pairs) {
    var number = BinomialDistribution.of(pairs, discordant);
    double half = 40 + 10 * Math.sqrt(number.getVariance());
    int most = (int) Math.min(pairs, number.getMean() + half);
    double power = 0;
    for (int m = (int) Math.max(0, number.getMean() - half); m <= most; m++) {
      power += number.probability(m) * given(m);
    }
    return Math.min(1, power);
  }

  /// About the smallest number of pairs, up to `most`, with so much power: found by halving, which
  /// the small steps back of a discrete test may make a few pairs wrong.
  public OptionalInt firstPairs(double wish, int most) {
    if (at(most) < wish) {
      return OptionalInt.empty();
    }
    int without = 0;
    int with = most;
    while (with - without > 1) {
      int middle = (without + with) / 2;
      if (at(middle) >= wish) {
        with = middle;
      } else {
        without = middle;
      }
    }
    return OptionalInt.of(with);
  }

  private double given(int discordantPairs) {
    while (given.size() <= discordantPairs) {
      given.add(next(given.size()));
    }
    return given.get(discordantPairs);
  }

  private double next(int m) {
    var fair = BinomialDistribution.of(m, 0.5);
    while (2 * (largest + 1) < m
        && Math.log(m + 1.0) + fair.logProbability(largest + 1) <= Math.log(alpha)) {
      largest++;
    }
    if (largest < 0) {
      return 0;
    }
    var wins = BinomialDistribution.of(m, first);
    return wins.survivalProbability(m - largest - 1) + wins.cumulativeProbability(largest);
  }
}
