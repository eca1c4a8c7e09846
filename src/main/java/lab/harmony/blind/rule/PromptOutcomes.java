package lab.harmony.blind.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.blind.session.BlindAnswer;
import lab.harmony.blind.session.GivenAnswer;
import lab.harmony.blind.session.SessionRecord;
import lab.harmony.blind.session.Showing;
import lab.harmony.blind.session.Unit;
import lab.harmony.people.PersonId;
import lab.harmony.review.marks.Checklist;
import lab.harmony.review.marks.PromptPlace;

/// What the prompts of a session say, in the order in which they became known. A prompt says which
/// of two arms is better once about half of what blind raters are shown of it for the first time is
/// answered, by these answers alone: so each counts once, whatever its seeds and raters have in
/// common, and says the same later. They are an odd number, or many would say that both are equal.
public final class PromptOutcomes {

  private record Told(Unit unit, Showing showing, BlindAnswer answer, long number) {}

  private record Known(long number, List<Told> told) {}

  private final List<Known> known = new ArrayList<>();
  private final int prompts;

  private PromptOutcomes(int prompts) {
    this.prompts = prompts;
  }

  static PromptOutcomes of(SessionRecord kept) {
    var units = kept.units().stream().collect(Collectors.toMap(Unit::number, unit -> unit));
    var blind =
        kept.session().raters().stream()
            .filter(rater -> rater.blindness().counts())
            .map(rater -> rater.person().id())
            .collect(Collectors.toSet());
    var standing = standing(kept.answers());
    var showings = new LinkedHashMap<PromptPlace, List<Showing>>();
    for (var showing : kept.showings()) {
      if (blind.contains(showing.rater()) && !showing.again()) {
        showings
            .computeIfAbsent(unit(units, showing).asked().prompt(), _ -> new ArrayList<>())
            .add(showing);
      }
    }
    var outcomes = new PromptOutcomes(showings.size());
    for (var all : showings.values()) {
      int half = half(all.size());
      var told =
          all.stream()
              .flatMap(showing ->
                  answer(standing, showing)
                      .map(given ->
                          new Told(unit(units, showing), showing, given.answer(), given.number()))
                      .stream())
              .sorted(Comparator.comparingLong(Told::number))
              .limit(half)
              .toList();
      if (told.size() == half) {
        outcomes.known.add(new Known(told.getLast().number(), told));
      }
    }
    outcomes.known.sort(Comparator.comparingLong(Known::number));
    return outcomes;
  }

  /// The largest odd number up to the half, rounded up.
  private static int half(int all) {
    int half = Math.ceilDiv(all, 2);
    return half % 2 == 0 ? half - 1 : half;
  }

  private static Unit unit(Map<Integer, Unit> units, Showing showing) {
    return java.util.Objects.requireNonNull(units.get(showing.unit()));
  }

  public static Map<PersonId, Map<Integer, GivenAnswer>> standing(List<GivenAnswer> answers) {
    return answers.stream()
        .collect(
            Collectors.groupingBy(
                GivenAnswer::rater,
                Collectors.collectingAndThen(Collectors.toList(), GivenAnswer::last)));
  }

  public static Optional<GivenAnswer> answer(
      Map<PersonId, Map<Integer, GivenAnswer>> standing, Showing showing) {
    return Optional.ofNullable(standing.get(showing.rater()))
        .map(ofRater -> ofRater.get(showing.position()))
        .filter(given -> !given.withdrawn());
  }

  int prompts() {
    return prompts;
  }

  /// How many are known.
  int known() {
    return known.size();
  }

  /// Whether the one arm is better than the other, by each prompt that prefers one, in order.
  List<Boolean> prefer(int one, int other) {
    return known.stream()
        .map(prompt -> Math.signum(difference(prompt.told(), one, other)))
        .filter(sign -> sign != 0)
        .map(sign -> sign > 0)
        .toList();
  }

  private static double difference(List<Told> told, int one, int other) {
    double both = 0;
    var points = new double[2];
    var counts = new int[2];
    for (var each : told) {
      if (!each.answer().counts()) {
        continue;
      }
      var arms =
          each.showing().pictures().stream()
              .map(place -> each.unit().pictures().get(place).arm())
              .toList();
      if (arms.size() == 1) {
        int side = arms.getFirst() == one ? 0 : arms.getFirst() == other ? 1 : -1;
        if (side >= 0) {
          points[side] += points(each.answer());
          counts[side]++;
        }
      } else {
        both += preference(each.answer(), arms.indexOf(one), arms.indexOf(other));
      }
    }
    return counts[0] > 0 && counts[1] > 0 ? points[0] / counts[0] - points[1] / counts[1] : both;
  }

  private static int points(BlindAnswer answer) {
    return answer.points().or(() -> answer.checklist().map(Checklist::points)).orElse(0);
  }

  /// Of what lies at two places.
  private static int preference(BlindAnswer answer, int one, int other) {
    if (one < 0 || other < 0) {
      return 0;
    }
    return answer
        .order()
        .map(order -> Integer.compare(order.indexOf(other), order.indexOf(one)))
        .or(() ->
            answer
                .choice()
                .map(choice ->
                    switch (choice) {
                      case LEFT -> one == 0 ? 1 : -1;
                      case RIGHT -> one == 0 ? -1 : 1;
                      case EQUAL, BOTH_BAD -> 0;
                    }))
        .orElse(0);
  }
}
