package lab.harmony.stats.ranks;

import java.util.Arrays;
import java.util.Optional;

/// How likely each sum is when every one of some weights is counted or left out by the toss of a
/// coin: all 2ⁿ choices at once, by sums instead of one by one. Exact up to the rounding of a
/// double.
///
/// @param probabilities of the sums 0, 1, 2, …
record SubsetSums(double[] probabilities) {

  /// So many additions take about half a second.
  private static final long MOST_ADDITIONS = 200_000_000;

  private static final long MOST_SUMS = 4_000_000;

  /// Empty where it would take too long.
  static Optional<SubsetSums> of(int[] weights) {
    var used = Arrays.stream(weights).filter(weight -> weight != 0).sorted().toArray();
    long total = Arrays.stream(used).asLongStream().sum();
    if (total > Math.min(MOST_SUMS, MOST_ADDITIONS / Math.max(1, used.length))) {
      return Optional.empty();
    }
    var probabilities = new double[(int) total + 1];
    probabilities[0] = 1;
    int most = 0;
    for (int weight : used) {
      most += weight;
      for (int sum = most; sum >= 0; sum--) {
        double with = sum >= weight ? probabilities[sum - weight] : 0;
        probabilities[sum] = (probabilities[sum] + with) / 2;
      }
    }
    return Optional.of(new SubsetSums(probabilities));
  }

  int total() {
    return probabilities.length - 1;
  }

  /// P(sum <= `most`).
  double atMost(long most) {
    double p = 0;
    for (int sum = 0; sum <= Math.min(most, total()); sum++) {
      p += probabilities[sum];
    }
    return Math.min(1, p);
  }

  /// P(2·sum - total >= `least`): the sums with a sign instead of a choice. Never 0.
  double signedAtLeast(long least) {
    // Symmetric, so that small probabilities are added from the smallest up.
    return Math.max(atMost(Math.floorDiv(total() - least, 2)), Double.MIN_VALUE);
  }

  /// P(|2·sum - total| >= `least`), for 0 or more.
  double signedAsFar(long least) {
    return least <= 0 ? 1 : Math.min(1, 2 * signedAtLeast(least));
  }
}
