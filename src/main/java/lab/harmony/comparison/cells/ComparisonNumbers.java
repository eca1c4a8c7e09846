package lab.harmony.comparison.cells;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
        .numbers()
        .ifPresent(numbers -> {
          all.add(
              told(
                  "perfect",
                  "percentage points, in the share of perfect faces",
                  100 * numbers.perfect(),
                  numbers.perfectInterval().map(it -> scaled(it, 100)),
                  0));
          all.add(told("points", "points per face", numbers.points(), numbers.pointsInterval(), 2));
        });
    answer
        .more()
        .ifPresent(more -> {
          var number = number("more-pairs", List.of((double) more), 0, "%s");
          all.add(
              new ToldNumbers(
                  "%s: about %d more pairs would do".formatted(against(), more),
                  PlainMarkdown.of(against()).replace("%", "%%") + ": about %s more pairs would do",
                  List.of(number)));
        });
    return all;
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
    form.append(", %s pairs, by ").append(PlainMarkdown.of(stored.by()).replace("%", "%%"));
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
        "%s: %s By %s".formatted(against(), answer.sentence(), stored.by()));
  }
}
