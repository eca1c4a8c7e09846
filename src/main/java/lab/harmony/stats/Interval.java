package lab.harmony.stats;

/// A range that holds the true value with a stated confidence, both ends included.
public record Interval(double lower, double upper) {

  public Interval {
    if (!(lower <= upper) || Double.isInfinite(lower) || Double.isInfinite(upper)) {
      throw new IllegalArgumentException(
          "need finite lower <= upper, got %s and %s".formatted(lower, upper));
    }
  }

  public double width() {
    return upper - lower;
  }

  public boolean contains(double value) {
    return lower <= value && value <= upper;
  }
}
