package lab.harmony.stats.agreement;

import java.util.Arrays;
import lab.harmony.stats.Answer;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.Interval;
import lab.harmony.stats.Reason;
import org.apache.commons.statistics.distribution.TDistribution;

/// The interval of agreement over prompts, and when there is one; the same for every measure.
///
/// All that is said of one prompt goes together. Of few prompts, of few in which anything but the
/// most frequent value was said, and of few in which judges differ the interval would rest on these
/// alone: where they differ in one or two it holds the true agreement in few studies of some kinds.
public final class PromptInterval {

  /// Of fewer prompts there is none.
  public static final int FEWEST = 8;

  /// Nor of fewer in which anything but the most frequent value was said.
  public static final int FEWEST_VARIED = 6;

  /// Nor of fewer in which judges differ.
  public static final int FEWEST_DIFFERING = 3;

  private PromptInterval() {}

  /// Student's from the values without one of G prompts each (Tukey): `v ± t·√((G - 1)/G·Σ(v(g) -
  /// mean)²)`, within −1 and 1.
  ///
  /// J. W. Tukey, Bias and confidence in not quite large samples. Annals of Mathematical Statistics
  /// 29 (1958), 614.
  ///
  /// @param value of all prompts
  /// @param without the same without each of them
  static Answer<Interval> student(double value, double[] without, ConfidenceLevel level) {
    int g = without.length;
    if (g < 2) {
      return Answer.missing(Reason.TOO_FEW);
    }
    double mean = Arrays.stream(without).average().orElseThrow();
    double squares = Arrays.stream(without).map(one -> (one - mean) * (one - mean)).sum();
    if (squares == 0) {
      return Answer.missing(Reason.ALIKE);
    }
    double half =
        TDistribution.of(g - 1.0).inverseSurvivalProbability(level.alpha() / 2)
            * Math.sqrt((g - 1.0) / g * squares);
    return Answer.of(new Interval(Math.max(-1, value - half), Math.min(1, value + half)));
  }

  /// The interval where it may be said.
  ///
  /// @param varied prompts in which anything but the most frequent value was said
  /// @param differing prompts in which judges differ
  public static Answer<Interval> where(
      Answer<Interval> interval, int prompts, int varied, int differing) {
    if (interval.found().isEmpty()) {
      return interval;
    }
    if (prompts < FEWEST) {
      return Answer.missing(Reason.TOO_FEW);
    }
    if (varied < FEWEST_VARIED) {
      return Answer.missing(Reason.TOO_RARE);
    }
    return differing < FEWEST_DIFFERING ? Answer.missing(Reason.DIFFER_TOO_RARELY) : interval;
  }
}
