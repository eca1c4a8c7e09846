package lab.harmony.stats.planning;

import lab.harmony.stats.Answer;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.Reason;

/// About how many pairs McNemar's test needs to show a difference, by two formulas. With p10 and
/// p01 the probabilities of a pair in which the first, or the second, alone succeeds, ψ = p10 + p01
/// and δ = p10 - p01:
///
/// - Connor: `(z(1 - α/2)·√ψ + z(power)·√(ψ - δ²))² / δ²`;
/// - Miettinen: `(z(1 - α/2)·ψ + z(power)·√(ψ² - δ²(3 + ψ)/4))² / (ψδ²)`.
///
/// Both are approximations, far off where nearly all discordance is one way; [McNemarPower] counts.
/// No difference, or one so small that no number of pairs would do: there is none. A negative
/// probability or a sum above 1 (by more than rounding) is refused.
///
/// R. J. Connor, Sample size for testing differences in proportions for the paired-sample design.
/// Biometrics 43 (1987), 207-211. O. S. Miettinen, The matched pairs design in the case of
/// all-or-none responses. Biometrics 24 (1968), 339-352.
public record PairsNeeded(double connor, double miettinen) {

  private static final double ROUNDING = 1e-12;
  private static final double MOST = 1e15;

  /// @param alpha how often "different" may be said wrongly, two-sided
  /// @param power how often the difference shall be shown
  public static Answer<PairsNeeded> of(double p10, double p01, double alpha, double power) {
    double fromAlpha = new ConfidenceLevel(1 - alpha).z();
    if (!(power > 0 && power < 1)) {
      throw new IllegalArgumentException("need a power between 0 and 1, got " + power);
    }
    if (!areProbabilities(p10, p01)) {
      return Answer.missing(Reason.NOT_PROBABILITIES);
    }
    double fromPower = ConfidenceLevel.NORMAL.inverseCumulativeProbability(power);
    double psi = p10 + p01;
    double squared = (p10 - p01) * (p10 - p01);
    double connor =
        square(fromAlpha * Math.sqrt(psi) + fromPower * Math.sqrt(Math.max(0, psi - squared)))
            / squared;
    double miettinen =
        square(
                fromAlpha * psi
                    + fromPower * Math.sqrt(Math.max(0, psi * psi - squared * (3 + psi) / 4)))
            / (psi * squared);
    return connor <= MOST && miettinen <= MOST
        ? Answer.of(new PairsNeeded(connor, miettinen))
        : Answer.missing(Reason.NO_DIFFERENCE);
  }

  static boolean areProbabilities(double p10, double p01) {
    return p10 >= 0 && p01 >= 0 && p10 + p01 <= 1 + ROUNDING;
  }

  public long connorPairs() {
    return (long) Math.ceil(connor);
  }

  public long miettinenPairs() {
    return (long) Math.ceil(miettinen);
  }

  private static double square(double value) {
    return value * value;
  }
}
