package lab.harmony.comparison.cells;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lab.harmony.comparison.cells.StoredComparison.Answer;
import lab.harmony.comparison.counted.ComparisonVerdict.NotShown;
import lab.harmony.comparison.counted.MorePairs;
import lab.harmony.notebooks.results.PlainMarkdown;
import lab.harmony.notebooks.results.ToldNumbers;
import lab.harmony.notebooks.results.ToldNumbers.Told;
import lab.harmony.stats.Interval;

/// The numbers of a stored comparison that texts can cite: two sentences for each arm, of perfect
/// faces and of points, and how many pairs more were needed where a number of them would do.
///
/// @param by whose scores counted
/// @param said what is said of the arm beside its numbers
record ComparisonNumbers(String arm, String baseline, String by, String said, int pairs) {

  static List<ToldNumbers> of(StoredComparison stored) {
    return stored.answers().stream()
        .flatMap(answer ->
            new ComparisonNumbers(
                    answer.arm(),
                    stored.baseline(),
                    stored.by().words(),
                    answer.sentence(),
                    answer.pairs().size())
                .of(answer).stream())
        .toList();
  }

  /// Those that were not counted again say so wherever they are cited.
  static List<ToldNumbers> of(QuotedComparison quoted) {
    return quoted.arms().stream()
        .flatMap(arm ->
            new ComparisonNumbers(
                    arm.name(),
                    quoted.baseline(),
                    quoted.by(),
                    "as its file says, not counted again.",
                    arm.pairs())
                .of(arm).stream())
        .toList();
  }

  private List<ToldNumbers> of(Answer answer) {
    var all = new ArrayList<ToldNumbers>();
    answer
        .counted()
        .ifPresent(counted -> {
          var success = counted.numbers().success();
          var points = counted.numbers().points();
          all.add(perfect(success.difference(), success.interval().found()));
          all.add(points(points.difference(), points.interval().found()));
          if (counted.verdict() instanceof NotShown(_, _, var more, _)) {
            more(more).ifPresent(all::add);
          }
        });
    return all;
  }

  private List<ToldNumbers> of(QuotedComparison.Arm said) {
    var all = new ArrayList<ToldNumbers>();
    said.perfect().ifPresent(it -> all.add(perfect(it.difference(), it.interval())));
    said.points().ifPresent(it -> all.add(points(it.difference(), it.interval())));
    said.more().ifPresent(more -> more(new MorePairs.OfSamePrompts(more)).ifPresent(all::add));
    return all;
  }

  private ToldNumbers perfect(double difference, Optional<Interval> interval) {
    return told(
        "perfect",
        "percentage points, in the share of perfect faces",
        100 * difference,
        interval.map(it -> new Interval(100 * it.lower(), 100 * it.upper())),
        0);
  }

  private ToldNumbers points(double difference, Optional<Interval> interval) {
    return told("points", "points per face", difference, interval, 2);
  }

  private Optional<ToldNumbers> more(MorePairs more) {
    return switch (more) {
      case MorePairs.OfSamePrompts(var needed) ->
          Optional.of(more("more-pairs", needed, "more pairs would do"));
      case MorePairs.OfOtherPrompts(var needed) ->
          Optional.of(
              more("more-pairs-of-other-prompts", needed, "more pairs of other prompts would do"));
      case MorePairs.NotOfSamePrompts _, MorePairs.MoreThan _, MorePairs.NothingSeen _ ->
          Optional.empty();
    };
  }

  private ToldNumbers more(String quantity, int needed, String words) {
    return new ToldNumbers(
        "%s: about %d %s".formatted(against(), needed, words),
        PlainMarkdown.of(against()).replace("%", "%%") + ": about %s " + words,
        List.of(number(quantity, List.of((double) needed), 0, "%s")));
  }

  private ToldNumbers told(
      String what, String unit, double difference, Optional<Interval> interval, int decimals) {
    var numbers = new ArrayList<Told>();
    var form =
        new StringBuilder(PlainMarkdown.of(against()).replace("%", "%%"))
            .append(": %s ")
            .append(unit);
    numbers.add(number(what + "-difference", List.of(difference), decimals, "%s"));
    interval.ifPresent(it -> {
      form.append(" (95 %% interval %s)");
      numbers.add(
          number(what + "-interval", List.of(it.lower(), it.upper()), decimals, "%s to %s"));
    });
    form.append(", %s pairs, by ").append(PlainMarkdown.of(by).replace("%", "%%"));
    numbers.add(number("pairs", List.of((double) pairs), 0, "%s"));
    return new ToldNumbers(
        String.format(Locale.ROOT, "%s: %." + decimals + "f %s", against(), difference, unit),
        form.toString(),
        numbers);
  }

  private String against() {
    return "%s against %s".formatted(arm, baseline);
  }

  private Told number(String quantity, List<Double> values, int decimals, String form) {
    return new Told(
        quantity,
        Map.of("arm", arm),
        values,
        decimals,
        form,
        "%s: %s By %s".formatted(against(), said, by));
  }
}
