package lab.harmony.comparison;

import java.util.ArrayList;
import java.util.Optional;
import lab.harmony.comparison.counted.PairedPoints;
import lab.harmony.comparison.counted.PairedSuccess;
import lab.harmony.design.Percents;
import lab.harmony.design.Probability;
import lab.harmony.stats.Answer;
import lab.harmony.stats.Interval;

/// The numbers of a comparison as screens, reports and verbs say them.
public final class ComparisonWords {

  private ComparisonWords() {}

  /// `+23 points (7 to 39)`, in percentage points.
  public static String difference(PairedSuccess success) {
    return perfect(success.difference(), success.interval().found());
  }

  /// The same of a difference of shares and its interval.
  public static String perfect(double difference, Optional<Interval> interval) {
    return "%s%s".formatted(Percents.signed(100 * difference, 0), interval(interval, 100, 0));
  }

  /// What has to be known of the interval of perfect faces beside its p; empty where nothing has.
  public static Optional<String> ofInterval(Comparison.Numbers numbers) {
    return ofInterval(numbers.success().interval(), numbers.successP(), numbers.together());
  }

  /// The same of points.
  public static Optional<String> ofPointsInterval(Comparison.Numbers numbers) {
    return ofInterval(numbers.points().interval(), numbers.pointsP(), numbers.together());
  }

  private static Optional<String> ofInterval(Answer<Interval> interval, double p, int together) {
    var words = new ArrayList<String>();
    if (interval.found().isPresent() && together > 1) {
      words.add("the interval is for this comparison alone");
    }
    lessStrict(interval, p).ifPresent(words::add);
    return words.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", words));
  }

  /// That the interval of perfect faces leaves 0 out and yet shows nothing; empty where it is not
  /// so.
  public static Optional<String> lessStrict(Comparison.Numbers numbers) {
    return lessStrict(numbers.success().interval(), numbers.successP());
  }

  private static Optional<String> lessStrict(Answer<Interval> interval, double p) {
    return p > AskedTogether.ALPHA && interval.found().filter(it -> !it.contains(0)).isPresent()
        ? Optional.of(
            "the interval leaves 0 out, but is by a less strict method than p: alone it is not enough")
        : Optional.empty();
  }

  /// What has to be known of all numbers that are shown together.
  public static String note(ArmAnswers.Told told) {
    return note(told.judge().inFull(), told.besides(), told.comparisons().all().size());
  }

  /// @param by whose scores counted
  /// @param besides what has to be known of others; may be empty
  /// @param together how many comparisons are shown together
  public static String note(String by, String besides, int together) {
    return "By the scores of %s. %sA face is perfect with three of three points; differences are of the share of perfect faces, with 95 %% intervals. An exact p holds for one look at a number of pairs fixed beforehand; whoever looks and has more drawn goes by the p that may be looked at after every pair.%s"
        .formatted(
            by,
            besides.isEmpty() ? "" : besides + " ",
            together > 1
                ? " What p is among all counts that %d comparisons are looked at together (Holm)."
                    .formatted(together)
                : "");
  }

  /// The p that may be looked at after every pair: `p = 0.031`, and among all.
  public static String anytime(Comparison.Numbers numbers) {
    double own = numbers.success().anytimeP();
    double among = numbers.anytimeP();
    return own == among
        ? Probability.words(own)
        : "%s; %s among all".formatted(Probability.words(own), Probability.words(among));
  }

  /// `+0.31 (−0.02 to 0.64)`, in harmony points per face.
  public static String difference(PairedPoints points) {
    return points(points.difference(), points.interval().found());
  }

  /// The same of a difference of points and its interval.
  public static String points(double difference, Optional<Interval> interval) {
    return "%s%s".formatted(Percents.signed(difference, 2), interval(interval, 1, 2));
  }

  /// Whose pairs are how: `both 20, doodle-base alone 3, lora-v1 alone 14, neither 11`.
  public static String table(Comparison comparison) {
    return comparison
        .numbers()
        .map(numbers -> {
          var table = numbers.success().table();
          return "both %d, %s alone %d, %s alone %d, neither %d"
              .formatted(
                  table.both(),
                  comparison.first().name(),
                  table.firstOnly(),
                  comparison.second().name(),
                  table.secondOnly(),
                  table.neither());
        })
        .orElse("");
  }

  private static String interval(Optional<Interval> interval, double factor, int decimals) {
    return interval
        .map(it ->
            " (%s to %s)"
                .formatted(
                    Percents.plain(factor * it.lower(), decimals),
                    Percents.plain(factor * it.upper(), decimals)))
        .orElse("");
  }
}
