package lab.harmony.analytics;

import lab.harmony.review.marks.Verdict;
import lab.harmony.stats.rates.RateEstimate;

/// How many of the counted faces got one verdict, with the 95 % interval of the share.
public record VerdictShare(Verdict verdict, int images, int of, RateEstimate estimate) {

  public double share() {
    return estimate.share();
  }
}
