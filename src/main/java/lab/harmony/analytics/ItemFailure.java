package lab.harmony.analytics;

import lab.harmony.review.ChecklistItem;
import lab.harmony.stats.Interval;

/// How often one checklist item does not hold, with the 95 % Wilson interval of the share.
public record ItemFailure(ChecklistItem item, int failed, int of, Interval interval) {

  public double share() {
    return failed / (double) of;
  }
}
