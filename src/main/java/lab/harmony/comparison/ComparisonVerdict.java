package lab.harmony.comparison;

import java.util.Locale;
import java.util.Optional;
import lab.harmony.stats.Interval;

/// Whether the first arm is really better than the second: has a larger share of perfect faces.
public sealed interface ComparisonVerdict {

  /// More perfect faces, and not by chance.
  record Better(Difference difference) implements ComparisonVerdict {}

  /// Fewer perfect faces, and not by chance.
  record Worse(Difference difference) implements ComparisonVerdict {}

  /// It may be chance.
  ///
  /// @param detectable the smallest difference that so many pairs would show in four of five
  ///   studies, 0..1
  record NotShown(Counted counted, double detectable, MorePairs more)
      implements ComparisonVerdict {}

  /// Whatever the faces were like, so few prompts could show nothing.
  ///
  /// @param needed prompts at least
  record TooFew(Counted counted, int needed) implements ComparisonVerdict {}

  /// There is nothing to compare.
  record NoPairs(String why) implements ComparisonVerdict {}

  /// How many pairs there are, and of how many prompts.
  record Counted(int pairs, int prompts) {

    /// `48 pairs`, or where several stand behind one prompt `48 pairs of 16 prompts`.
    public String words() {
      var words = pairs == 1 ? "1 pair" : "%d pairs".formatted(pairs);
      return pairs == prompts
          ? words
          : words + (prompts == 1 ? " of 1 prompt" : " of %d prompts".formatted(prompts));
    }
  }

  /// A difference that was shown.
  ///
  /// @param value share of the first less share of the second
  /// @param p exact, adjusted where several comparisons are shown together
  /// @param of how many comparisons p is adjusted for; 1 where it stands alone
  record Difference(Counted counted, double value, Optional<Interval> interval, double p, int of) {}

  /// One or two words that stand alone.
  default String word() {
    return switch (this) {
      case Better _ -> "better";
      case Worse _ -> "worse";
      case NotShown _ -> "not shown";
      case TooFew _ -> "too few";
      case NoPairs _ -> "no pairs";
    };
  }

  /// The whole answer in one sentence.
  ///
  /// @param first the arm that is asked about
  /// @param second the arm that it is compared with
  default String sentence(String first, String second) {
    return switch (this) {
      case Better(var difference) -> shown(first, "more", second, difference);
      case Worse(var difference) -> shown(first, "fewer", second, difference);
      case NotShown(var counted, var detectable, var more) ->
          "Not shown: %s can only show differences above %s percentage points; %s."
              .formatted(counted.words(), whole(detectable), more.words());
      case TooFew(var counted, var needed) ->
          "Too few: %s can show nothing; at least %d prompts are needed."
              .formatted(counted.words(), needed);
      case NoPairs(var why) -> "No pairs: %s.".formatted(why);
    };
  }

  private static String shown(String first, String more, String second, Difference difference) {
    return "Shown: %s has %s perfect faces than %s, by %s percentage points%s; %s%s, %s."
        .formatted(
            first,
            more,
            second,
            whole(Math.abs(difference.value)),
            difference.interval.map(it -> " (95 %% interval %s)".formatted(size(it))).orElse(""),
            Probability.words(difference.p),
            difference.of > 1 ? " among %d comparisons".formatted(difference.of) : "",
            difference.counted.words());
  }

  /// The interval of how large the difference is, whichever way it goes.
  private static String size(Interval interval) {
    boolean negative = interval.lower() + interval.upper() < 0;
    return "%s to %s"
        .formatted(
            whole(negative ? -interval.upper() : interval.lower()),
            whole(negative ? -interval.lower() : interval.upper()));
  }

  private static String whole(double share) {
    var text = String.format(Locale.ROOT, "%.0f", 100 * share);
    return text.equals("-0") ? "0" : text.replace("-", "−");
  }
}
