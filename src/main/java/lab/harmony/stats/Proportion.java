package lab.harmony.stats;

/// How many of a number of independent trials succeeded.
public record Proportion(int successes, int trials) {

  public Proportion {
    if (successes < 0 || successes > trials) {
      throw new IllegalArgumentException(
          "need 0 <= successes <= trials, got %s of %s".formatted(successes, trials));
    }
  }

  /// The share, 0..1; missing without a trial.
  public Answer<Double> share() {
    return trials == 0 ? Answer.missing(Reason.NO_DATA) : Answer.of(rate());
  }

  public double rate() {
    return successes / (double) trials;
  }
}
