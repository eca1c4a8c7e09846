package lab.harmony.comparison.ui;

import lab.harmony.comparison.Comparison;
import lab.harmony.comparison.Comparisons;

/// What has to be known by whoever looked at an answer, when it is another one now.
final class ChangedSince {

  private ChangedSince() {}

  /// In sentences; empty while every number is as it was.
  static String words(Comparisons before, Comparisons now) {
    boolean same =
        before.all().stream()
            .map(Comparison::numbers)
            .toList()
            .equals(now.all().stream().map(Comparison::numbers).toList());
    return same
        ? ""
        : "This is another look: since this page was opened, faces were drawn or scored (%s then, %s now). An exact p holds for one look; go by the p after every pair."
            .formatted(pairs(before), pairs(now));
  }

  private static String pairs(Comparisons comparisons) {
    int count = comparisons.all().stream().mapToInt(one -> one.pairing().pairs().size()).sum();
    return count == 1 ? "1 pair" : "%d pairs".formatted(count);
  }
}
