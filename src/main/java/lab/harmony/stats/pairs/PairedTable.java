package lab.harmony.stats.pairs;

import lab.harmony.stats.Answer;
import lab.harmony.stats.Proportion;
import lab.harmony.stats.Reason;

/// Pairs of which each side succeeded or did not, such as one prompt and seed drawn by two models.
///
/// @param both pairs in which both succeeded
/// @param firstOnly pairs in which the first alone did
/// @param secondOnly pairs in which the second alone did
/// @param neither pairs in which none did
public record PairedTable(int both, int firstOnly, int secondOnly, int neither) {

  public PairedTable {
    long pairs = (long) both + firstOnly + secondOnly + neither;
    if (both < 0 || firstOnly < 0 || secondOnly < 0 || neither < 0 || pairs > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "need counts of 0 or more and at most %d pairs, got %d, %d, %d and %d"
              .formatted(Integer.MAX_VALUE, both, firstOnly, secondOnly, neither));
    }
  }

  public int pairs() {
    return both + firstOnly + secondOnly + neither;
  }

  /// The first side alone.
  public Proportion first() {
    return new Proportion(both + firstOnly, pairs());
  }

  /// The second side alone.
  public Proportion second() {
    return new Proportion(both + secondOnly, pairs());
  }

  /// The difference of the two shares, first - second; missing without a pair.
  public Answer<Double> difference() {
    return pairs() == 0
        ? Answer.missing(Reason.NO_DATA)
        : Answer.of((firstOnly - secondOnly) / (double) pairs());
  }

  /// The same pairs with the sides exchanged.
  public PairedTable swapped() {
    return new PairedTable(both, secondOnly, firstOnly, neither);
  }
}
