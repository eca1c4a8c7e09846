package lab.harmony.analytics;

import lab.harmony.review.Verdict;
import lab.harmony.stats.Interval;

/// How many of the counted faces got one verdict, with the 95 % Wilson interval of the share.
public record VerdictShare(Verdict verdict, int images, int of, Interval interval) {

  public double share() {
    return images / (double) of;
  }
}
