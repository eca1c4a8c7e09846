package lab.harmony.comparison.counted;

import java.util.Optional;
import java.util.OptionalDouble;
import lab.harmony.design.Percents;
import lab.harmony.design.Probability;
import lab.harmony.stats.Interval;

/// Whether the first arm is really better than the second: has a larger share of perfect faces.
public sealed interface ComparisonVerdict {

  /// The word for all that is not called different though enough prompts are there.
  String NOT_SHOWN = "not shown";

  /// What is said where nothing is known of why there is no pair.
  String NO_PAIRS = "No pairs.";

  /// More perfect faces, and not by chance.
  record Better(Difference difference) implements ComparisonVerdict {}

  /// Fewer perfect faces, and not by chance.
  record Worse(Difference difference) implements ComparisonVerdict {}

  /// It may be chance.
  ///
  /// @param detectable the smallest difference that so many pairs would show in four of five
  ///   studies, 0..1; empty where no pair disagrees, since nothing is then known of how many would
  /// @param together how many comparisons are shown together
  record NotShown(Counted counted, OptionalDouble detectable, MorePairs more, int together)
      implements ComparisonVerdict {}

  /// The exact p is small enough, and yet it is not shown.
  record Doubted(Difference difference, Doubt doubt) implements ComparisonVerdict {}

  /// Why a small p is not enough.
  enum Doubt {
    /// The interval has 0 in it.
    INTERVAL,
    /// Pairs came in several rounds or were looked at before, and the p that may be looked at after
    /// every pair is not small.
    LOOKS
  }

  /// Whatever the faces were like, so few prompts could show nothing.
  ///
  /// @param needed prompts at least
  /// @param together how many comparisons are shown together
  record TooFew(Counted counted, int needed, int together) implements ComparisonVerdict {}

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

  /// A difference whose exact p is small.
  ///
  /// @param value share of the first less share of the second
  /// @param p exact, adjusted where several comparisons are shown together
  /// @param anytimeP the p that may be looked at after every pair, adjusted likewise
  /// @param rounds whether pairs came in several rounds or were looked at before, so that this p
  ///   counts
  /// @param of how many comparisons both are adjusted for; 1 where it stands alone
  record Difference(
      Counted counted,
      double value,
      Optional<Interval> interval,
      double p,
      double anytimeP,
      boolean rounds,
      int of) {

    private String among() {
      return of > 1 ? " among %d comparisons".formatted(of) : "";
    }

    private String intervalWords() {
      return interval.map(it -> " (95 %% interval %s)".formatted(size(it, value))).orElse("");
    }
  }

  /// Whether the two are called different.
  default boolean isShown() {
    return switch (this) {
      case Better _, Worse _ -> true;
      case NotShown _, Doubted _, TooFew _, NoPairs _ -> false;
    };
  }

  /// One or two words that stand alone.
  default String word() {
    return switch (this) {
      case Better _ -> "better";
      case Worse _ -> "worse";
      case NotShown _, Doubted _ -> NOT_SHOWN;
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
      case NotShown(var counted, var detectable, var more, var together) ->
          "Not shown: %s; %s."
              .formatted(
                  detectable.isPresent()
                      ? "%s would show a difference of about %s percentage points in four of five such studies%s, if as many pairs disagree as here"
                          .formatted(
                              counted.words(),
                              Percents.points(detectable.getAsDouble()),
                              among(together))
                      : "what difference %s would show cannot be said, since none of them disagree"
                          .formatted(counted.words()),
                  more.words());
      case Doubted(var difference, var doubt) -> doubted(difference, doubt);
      case TooFew(var counted, var needed, var together) ->
          "Too few: %s can show nothing%s; at least %d prompts are needed."
              .formatted(counted.words(), among(together), needed);
      case NoPairs(var why) -> "No pairs: %s.".formatted(why);
    };
  }

  private static String shown(String first, String more, String second, Difference difference) {
    return "Shown: %s has %s perfect faces than %s, by %s percentage points%s; %s%s, %s."
        .formatted(
            first,
            more,
            second,
            Percents.points(Math.abs(difference.value)),
            difference.intervalWords(),
            difference.rounds
                ? Probability.words(difference.anytimeP)
                    + ", which may be looked at after every pair"
                : Probability.words(difference.p),
            difference.among(),
            difference.counted.words());
  }

  private static String doubted(Difference difference, Doubt doubt) {
    var seen =
        "by %s percentage points%s, %s%s, %s"
            .formatted(
                Percents.points(Math.abs(difference.value)),
                difference.intervalWords(),
                Probability.words(difference.p),
                difference.among(),
                difference.counted.words());
    return switch (doubt) {
      case INTERVAL ->
          "Not shown: test and interval do not agree (%s): p is small, and yet the interval has 0 in it, as happens where a few prompts carry the difference; other prompts would tell."
              .formatted(seen);
      case LOOKS ->
          "Not shown: this p holds for one look at a number of pairs that was fixed beforehand (%s), but these pairs came or were looked at in several rounds; the one that may be looked at after every pair is %s."
              .formatted(seen, Probability.words(difference.anytimeP));
    };
  }

  private static String among(int together) {
    return together > 1 ? " among %d comparisons".formatted(together) : "";
  }

  /// The interval of how large the difference is, whichever way it goes.
  private static String size(Interval interval, double value) {
    boolean negative = value < 0;
    return "%s to %s"
        .formatted(
            Percents.points(negative ? -interval.upper() : interval.lower()),
            Percents.points(negative ? -interval.lower() : interval.upper()));
  }
}
