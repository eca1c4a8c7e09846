package lab.harmony.stats;

/// A value and the interval around it.
public record IntervalEstimate(double value, Interval interval) {

  public IntervalEstimate {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("need a finite value, got " + value);
    }
  }
}
