package lab.harmony.blind.results;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import lab.harmony.blind.BlindAnswer;
import lab.harmony.blind.BlindForm;
import lab.harmony.blind.GivenAnswer;
import lab.harmony.blind.SessionRecord;
import lab.harmony.blind.Showing;
import lab.harmony.blind.Unit;

/// A showing with the answer that counts there.
record Rated(Showing showing, Unit unit, BlindAnswer answer, int milliseconds) {

  /// All that count, by rater in their order.
  static List<Rated> of(SessionRecord kept) {
    var byUnit = kept.units().stream().collect(Collectors.toMap(Unit::number, Function.identity()));
    var byRater = kept.answers().stream().collect(Collectors.groupingBy(GivenAnswer::rater));
    var lasts =
        byRater.entrySet().stream()
            .collect(
                Collectors.toMap(
                    java.util.Map.Entry::getKey, one -> GivenAnswer.last(one.getValue())));
    var rated = new ArrayList<Rated>();
    for (var showing : kept.showings()) {
      Optional.ofNullable(lasts.get(showing.rater()))
          .map(last -> last.get(showing.position()))
          .filter(answer -> !answer.withdrawn())
          .ifPresent(answer ->
              rated.add(
                  new Rated(
                      showing,
                      java.util.Objects.requireNonNull(byUnit.get(showing.unit())),
                      answer.answer(),
                      answer.milliseconds())));
    }
    return rated;
  }

  /// Harmony points of a face.
  int points() {
    return answer.checklist().orElseThrow().points();
  }

  /// 1 where the first arm of the pair is preferred, -1 where the second is, else 0.
  int preference() {
    return switch (answer.choice().orElseThrow()) {
      case LEFT -> showing.swapped() ? -1 : 1;
      case RIGHT -> showing.swapped() ? 1 : -1;
      case EQUAL, BOTH_BAD -> 0;
    };
  }

  /// The answer as one of a few, whatever lay on which side: points, or whom of a pair one prefers.
  int category() {
    return answer.checklist().isPresent()
        ? points()
        : answer.choice().orElseThrow() == BlindAnswer.Choice.BOTH_BAD ? 2 : preference();
  }

  static List<Integer> categories(BlindForm form) {
    return form == BlindForm.CHECKLIST ? List.of(0, 1, 2, 3) : List.of(-1, 0, 1, 2);
  }

  /// Those that succeed or fail.
  static List<Rated> counted(List<Rated> all) {
    return all.stream().filter(one -> one.answer.counts()).toList();
  }

  static List<Rated> firsts(List<Rated> all) {
    return all.stream()
        .filter(one -> !one.showing.again())
        .sorted(Comparator.comparingInt(one -> one.unit.number()))
        .toList();
  }
}
