package lab.harmony.design;

import java.util.Collection;
import lab.harmony.stats.IntervalBasis.Over;
import lab.harmony.stats.rates.RateEstimate;

/// Intervals as every screen, report and verb says them: never without what they rest on.
public final class RateWords {

  private RateWords() {}

  /// `40 to 79 % over 12 faces`
  public static String interval(RateEstimate estimate) {
    return "%s %s".formatted(bounds(estimate), estimate.basis().words());
  }

  /// `40 to 79 %`, where what it rests on stands in a column or a line of its own.
  public static String bounds(RateEstimate estimate) {
    return Percents.range(estimate.interval().lower(), estimate.interval().upper());
  }

  /// What the intervals of several rates rest on, where each says its number itself: `over faces`,
  /// `over prompts or faces of one prompt, as each says`; nothing for no rate.
  public static String over(Collection<RateEstimate> estimates) {
    var over =
        estimates.stream()
            .map(estimate -> estimate.basis().over())
            .distinct()
            .sorted()
            .map(RateWords::words)
            .toList();
    return switch (over.size()) {
      case 0 -> "";
      case 1 -> "over " + over.getFirst();
      default -> "over %s, as each says".formatted(String.join(" or ", over));
    };
  }

  private static String words(Over over) {
    return over == Over.POINTS ? "points, as if the items of a face were independent" : over.many();
  }

  /// `61 % (40–79) n 12 faces`, where there is little room.
  public static String brief(RateEstimate estimate) {
    return "%s (%s–%s) n\u00a0%s"
        .formatted(
            Percents.whole(estimate.share()),
            Percents.number(estimate.interval().lower(), 0),
            Percents.number(estimate.interval().upper(), 0),
            estimate.basis().counted().replace(' ', '\u00a0'));
  }
}
