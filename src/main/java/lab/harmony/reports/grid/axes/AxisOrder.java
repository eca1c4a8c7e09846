package lab.harmony.reports.grid.axes;

import lab.harmony.review.marks.Worded;

/// In which order the values of an axis stand.
public enum AxisOrder implements Worded {
  USUAL("As they come"),
  BEST("Best first"),
  WORST("Worst first");

  private final String label;

  AxisOrder(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
