package lab.harmony.stats.rates;

import java.util.Optional;
import lab.harmony.stats.Answer;
import lab.harmony.stats.Bisection;
import lab.harmony.stats.Interval;
import lab.harmony.stats.Proportion;
import org.apache.commons.statistics.distribution.BetaDistribution;

/// What is known of a steady rate after each outcome of a stream, however often one looks and
/// whenever one stops: for "A preferred to B", with equal ones left out.
///
/// After s successes in n the interval holds all p with `(n + 1)·C(n, s)·pˢ(1 - p)ⁿ⁻ˢ > α`; that
/// all of these intervals hold the true p at once has probability 1 - α at least. No success: it
/// begins at exactly 0; successes only: it ends at exactly 1. Reckoned in logarithms, which are
/// those of the density of the beta distribution of s + 1 and n - s + 1.
///
/// H. Robbins, Statistical methods related to the law of the iterated logarithm. Annals of
/// Mathematical Statistics 41 (1970), 1397-1409 (mixture with the uniform prior).
///
/// @param alpha how often any of the intervals may miss the true rate
/// @param running the intersection of all intervals so far; empty once they have no p in common,
///   and from then on: the stream is then not one of a steady rate, or one of the α cases
/// @param largestLogE the largest [#logE()] so far, 0 at least
public record ConfidenceSequence(
    double alpha, int n, int successes, Optional<Interval> running, double largestLogE) {

  /// Before the first outcome.
  public static ConfidenceSequence start(double alpha) {
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException("need alpha between 0 and 1, got " + alpha);
    }
    return new ConfidenceSequence(alpha, 0, 0, Optional.of(new Interval(0, 1)), 0);
  }

  /// After one more outcome.
  public ConfidenceSequence then(boolean success) {
    var next =
        new ConfidenceSequence(
            alpha, Math.addExact(n, 1), successes + (success ? 1 : 0), running, largestLogE);
    var here = next.interval();
    var both =
        running
            .filter(before -> before.lower() <= here.upper() && here.lower() <= before.upper())
            .map(before ->
                new Interval(
                    Math.max(before.lower(), here.lower()),
                    Math.min(before.upper(), here.upper())));
    return new ConfidenceSequence(
        alpha, next.n, next.successes, both, Math.max(largestLogE, next.logE()));
  }

  /// The share of successes; missing before the first outcome.
  public Answer<Double> share() {
    return new Proportion(successes, n).share();
  }

  /// The interval after this outcome alone.
  public Interval interval() {
    if (n == 0) {
      return new Interval(0, 1);
    }
    var posterior = posterior();
    double least = Math.log(alpha);
    double share = successes / (double) n;
    return new Interval(
        successes == 0 ? 0 : Bisection.root(p -> posterior.logDensity(p) - least, share, 0),
        successes == n ? 1 : Bisection.root(p -> posterior.logDensity(p) - least, share, 1));
  }

  /// The logarithm of the e-value against a rate of 1/2: how much better a rate that is not known
  /// explains the outcomes than a fair coin, `∫pˢ(1 - p)ⁿ⁻ˢ dp / (1/2)ⁿ`.
  public double logE() {
    return n == 0 ? 0 : -posterior().logDensity(0.5);
  }

  /// A p against a rate of 1/2 that may be looked at after every outcome: one over the largest
  /// e-value so far, 1 at most.
  public double anytimeP() {
    return Math.max(Math.exp(-largestLogE), Double.MIN_VALUE);
  }

  private BetaDistribution posterior() {
    return BetaDistribution.of(successes + 1.0, n - successes + 1.0);
  }
}
