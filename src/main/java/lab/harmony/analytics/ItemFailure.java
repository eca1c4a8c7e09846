package lab.harmony.analytics;

import lab.harmony.review.marks.ChecklistItem;
import lab.harmony.stats.rates.RateEstimate;

/// How often one checklist item does not hold, with the 95 % interval of the share.
public record ItemFailure(ChecklistItem item, int failed, int of, RateEstimate estimate) {

  public double share() {
    return estimate.share();
  }
}
