package lab.harmony.stats.planning;

import lab.harmony.stats.Answer;
import lab.harmony.stats.Reason;
import lab.harmony.stats.planning.McNemarPower.Test;

/// The smallest difference of two shares that so many pairs can show: the smallest δ at which
/// McNemar's test, its power counted by [McNemarPower], shows it as often as was wished for.
///
/// A pair in which one side alone succeeds has the probability ψ, which is taken as given, and is
/// never less than δ: `p10 = (max(ψ, δ) + δ)/2`, `p01 = (max(ψ, δ) - δ)/2`. The power grows with δ,
/// which is found by halving to 1e-7. Pairs so few that not even a difference of 1 reaches the wish
/// (five, at 0.05 with the exact p): out of reach.
///
/// S. W. Duffy, Asymptotic and exact power for the McNemar test and its analogue with R controls
/// per case. Biometrics 40 (1984), 1005-1015.
///
/// @param difference δ
/// @param power reached there
public record DetectableDifference(double difference, double power) {

  private static final double ACCURACY = 1e-7;

  /// @param discordant ψ, the probability of a pair in which one side alone succeeds
  /// @param alpha how often "different" may be said wrongly, two-sided
  /// @param wish how often the difference shall be shown
  public static Answer<DetectableDifference> of(
      int pairs, double discordant, double alpha, double wish, Test test) {
    if (!(wish > 0 && wish < 1)) {
      throw new IllegalArgumentException("need a power between 0 and 1, got " + wish);
    }
    if (!(discordant >= 0 && discordant <= 1)) {
      return Answer.missing(Reason.NOT_PROBABILITIES);
    }
    if (power(pairs, discordant, 1, alpha, test) < wish) {
      return Answer.missing(Reason.OUT_OF_REACH);
    }
    double without = 0;
    double with = 1;
    while (with - without > ACCURACY) {
      double middle = (without + with) / 2;
      if (power(pairs, discordant, middle, alpha, test) >= wish) {
        with = middle;
      } else {
        without = middle;
      }
    }
    return Answer.of(new DetectableDifference(with, power(pairs, discordant, with, alpha, test)));
  }

  private static double power(
      int pairs, double discordant, double difference, double alpha, Test test) {
    double psi = Math.max(discordant, difference);
    return McNemarPower.of((psi + difference) / 2, Math.max(0, (psi - difference) / 2), alpha, test)
        .orElseThrow()
        .at(pairs)
        .power();
  }
}
