package lab.harmony.stats.rates;

import lab.harmony.stats.Answer;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.Interval;
import lab.harmony.stats.Proportion;
import lab.harmony.stats.Reason;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/// The exact interval of a share, which holds the true one at least as often as its level says:
/// quantiles of the beta distribution, `B(α/2; x, n - x + 1)` to `B(1 - α/2; x + 1, n - x)`.
///
/// No success: it begins at exactly 0; successes only: it ends at exactly 1; no trial: there is
/// none.
///
/// C. J. Clopper, E. S. Pearson, The use of confidence or fiducial limits illustrated in the case
/// of the binomial. Biometrika 26 (1934), 404-413.
public final class ClopperPearson {

  private ClopperPearson() {}

  public static Answer<Interval> of(Proportion proportion, ConfidenceLevel level) {
    return proportion.trials() == 0
        ? Answer.missing(Reason.NO_DATA)
        : Answer.of(
            Wilson.ends(
                proportion,
                BinomialConfidenceInterval.CLOPPER_PEARSON.fromErrorRate(
                    proportion.trials(), proportion.successes(), level.alpha())));
  }
}
