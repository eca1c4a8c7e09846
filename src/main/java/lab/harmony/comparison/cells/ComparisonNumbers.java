package lab.harmony.comparison.cells;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lab.harmony.comparison.ComparisonVerdict;
import lab.harmony.comparison.MorePairs;
import lab.harmony.comparison.cells.StoredComparison.Answer;
import lab.harmony.notebooks.results.PlainMarkdown;
import lab.harmony.notebooks.results.ToldNumbers;
import lab.harmony.notebooks.results.ToldNumbers.Told;
import lab.harmony.stats.Interval;

/// The numbers of a stored comparison that texts can cite: two sentences for each arm, of perfect
/// faces and of points, and how many pairs more were needed where a number of them would do.
final class ComparisonNumbers {

  private final StoredComparison stored;
  private final Answer answer;

  private ComparisonNumbers(StoredComparison stored, Answer answer) {
    this.stored = stored;
    this.answer = answer;
  }

  static List<ToldNumbers> of(StoredComparison stored) {
    return stored.answers().stream()
        .flatMap(answer -> new ComparisonNumbers(stored, answer).all().stream())
        .toList();
  }

  private List<ToldNumbers> all() {
    var all = new ArrayList<ToldNumbers>();
    answer
        .counted()
        .ifPresent(counted -> {
          var success = counted.numbers().success();
          var points = counted.numbers().points();
          all.add(
              told(
                  "perfect",
                  "percentage points, in the share of perfect faces",
                  100 * success.difference(),
                  success.interval().found().map(it -> scaled(it, 100)),
                  0));
          all.add(
              told("points", "points per face", points.difference(), points.interval().found(), 2));
          if (counted.verdict() instanceof ComparisonVerdict.NotShown(_, _, var more, _)) {
            more(more).ifPresent(all::add);
          }
        });
    return all;
  }

  private Optional<ToldNumbers> more(MorePairs more) {
    return switch (more) {
      case MorePairs.OfSamePrompts(var pairs) ->
          Optional.of(more("more-pairs", pairs, "more pairs would do"));
      case MorePairs.OfOtherPrompts(var pairs) ->
          Optional.of(
              more("more-pairs-of-other-prompts", pairs, "more pairs of other prompts would do"));
      case MorePairs.NotOfSamePrompts _, MorePairs.MoreThan _, MorePairs.NothingSeen _ ->
          Optional.empty();
    };
  }

  private ToldNumbers more(String quantity, int pairs, String words) {
    return new ToldNumbers(
        "%s: about %d %s".formatted(against(), pairs, words),
        PlainMarkdown.of(against()).replace("%", "%%") + ": about %s " + words,
        List.of(number(quantity, List.of((double) pairs), 0, "%s")));
  }

  private static Interval scaled(Interval interval, double factor) {
    return new Interval(factor * interval.lower(), factor * interval.upper());
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
    form.append(", %s pairs, by ").append(PlainMarkdown.of(stored.by().words()).replace("%", "%%"));
    numbers.add(number("pairs", List.of((double) answer.pairs().size()), 0, "%s"));
    return new ToldNumbers(
        String.format(Locale.ROOT, "%s: %." + decimals + "f %s", against(), difference, unit),
        form.toString(),
        numbers);
  }

  private String against() {
    return "%s against %s".formatted(answer.arm(), stored.baseline());
  }

  private Told number(String quantity, List<Double> values, int decimals, String form) {
    return new Told(
        quantity,
        Map.of("arm", answer.arm()),
        values,
        decimals,
        form,
        "%s: %s By %s".formatted(against(), answer.sentence(), stored.by().words()));
  }
}
