package lab.harmony.stats.planning;

import java.util.ArrayList;
import java.util.List;
import lab.harmony.stats.Answer;
import lab.harmony.stats.Reason;
import lab.harmony.stats.pairs.McNemar;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/// How often McNemar's test shows a difference, counted over everything that can happen: m ~ Bin(n,
/// ψ) pairs in which one side alone succeeds, and among them b ~ Bin(m, p10/ψ) in which it is the
/// first; the test rejects where its p is at most α.
///
/// More pairs are not always better: power goes up in saw-teeth, because the test can take only
/// some values. No discordance: 0. Equal probabilities: the test's true size. Five pairs can never
/// reach 0.05 with the exact p. For one thread: it keeps what it has counted.
///
/// S. W. Duffy, Asymptotic and exact power for the McNemar test and its analogue with R controls
/// per case. Biometrics 40 (1984), 1005-1015.
public final class McNemarPower {

  /// How often the test says "different", and for which side.
  public record Power(double firstBetter, double secondBetter) {

    /// In both directions together.
    public double power() {
      return Math.min(1, firstBetter + secondBetter);
    }
  }

  /// The smallest number of pairs with the power that was wished for, and the power there.
  public record FirstPairs(int pairs, double power) {}

  /// Which of the two p the test looks at ([McNemar]).
  public enum Test {
    EXACT,
    MID_P
  }

  /// What is further away than so many standard deviations and a few pairs adds less than 1e-18.
  private static final double DEVIATIONS = 10;

  /// So that a p that equals α up to rounding is not above it.
  private static final double ROUNDING = 1e-13;

  private final double discordant;
  private final double first;
  private final double alpha;
  private final Test test;

  /// The power among m discordant pairs, at place m; it grows as it is asked for.
  private final List<Power> given = new ArrayList<>();

  private int largestRejected = -1;

  private McNemarPower(double p10, double p01, double alpha, Test test) {
    this.discordant = Math.min(1, p10 + p01);
    this.first = discordant == 0 ? 0.5 : Math.min(1, p10 / (p10 + p01));
    this.alpha = alpha;
    this.test = test;
  }

  /// @param p10 the probability of a pair in which the first side alone succeeds
  /// @param p01 the probability of a pair in which the second side alone succeeds
  /// @param alpha how often "different" may be said wrongly, two-sided
  public static Answer<McNemarPower> of(double p10, double p01, double alpha, Test test) {
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException("need alpha between 0 and 1, got " + alpha);
    }
    return PairsNeeded.areProbabilities(p10, p01)
        ? Answer.of(new McNemarPower(p10, p01, alpha, test))
        : Answer.missing(Reason.NOT_PROBABILITIES);
  }

  /// The power of `pairs` pairs.
  public Power at(int pairs) {
    if (pairs < 0) {
      throw new IllegalArgumentException("need 0 pairs or more, got " + pairs);
    }
    var number = BinomialDistribution.of(pairs, discordant);
    double half = 40 + DEVIATIONS * Math.sqrt(number.getVariance());
    int most = (int) Math.min(pairs, number.getMean() + half);
    double firstBetter = 0;
    double secondBetter = 0;
    for (int m = (int) Math.max(0, number.getMean() - half); m <= most; m++) {
      double probability = number.probability(m);
      firstBetter += probability * given(m).firstBetter;
      secondBetter += probability * given(m).secondBetter;
    }
    return new Power(Math.min(1, firstBetter), Math.min(1, secondBetter));
  }

  /// The smallest number of pairs, up to `most`, whose power is at least `wish`. A larger number
  /// may fall below it again.
  public Answer<FirstPairs> firstPairs(double wish, int most) {
    if (!(wish > 0 && wish < 1)) {
      throw new IllegalArgumentException("need a power between 0 and 1, got " + wish);
    }
    if (discordant == 0 || (first == 0.5 && wish > alpha)) {
      return Answer.missing(Reason.NO_DIFFERENCE);
    }
    for (int pairs = 1; pairs <= most; pairs++) {
      double power = at(pairs).power();
      if (power >= wish) {
        return Answer.of(new FirstPairs(pairs, power));
      }
    }
    return Answer.missing(Reason.OUT_OF_REACH);
  }

  private Power given(int discordantPairs) {
    while (given.size() <= discordantPairs) {
      given.add(next(given.size()));
    }
    return given.get(discordantPairs);
  }

  /// Asked for m = 0, 1, 2 in this order: the largest smaller number that the test rejects grows by
  /// one at most from each m to the next.
  private Power next(int m) {
    while (2 * (largestRejected + 1) < m && rejects(largestRejected + 1, m)) {
      largestRejected++;
    }
    if (largestRejected < 0) {
      return new Power(0, 0);
    }
    var wins = BinomialDistribution.of(m, first);
    return new Power(
        wins.survivalProbability(m - largestRejected - 1),
        wins.cumulativeProbability(largestRejected));
  }

  private boolean rejects(int fewer, int m) {
    var p = McNemar.of(fewer, m - fewer);
    return (test == Test.MID_P ? p.mid() : p.exact()) <= alpha * (1 + ROUNDING);
  }
}
