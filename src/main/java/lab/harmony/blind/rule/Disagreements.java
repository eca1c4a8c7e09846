package lab.harmony.blind.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import lab.harmony.blind.session.BlindAnswer;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.blind.session.SessionRecord;
import lab.harmony.blind.session.Showing;
import lab.harmony.blind.session.Unit;
import lab.harmony.people.PersonId;

/// Of which units the raters of a session disagree: no more than half of those who said something
/// that counts, the first time they were shown it, say the same. *Cannot tell* and intended
/// conflict do not count, as nowhere else, and neither do raters who were not blind. What was
/// answered is compared as a whole: all three questions of a checklist, the whole order of four.
///
/// @param units of arms, in their order
public record Disagreements(List<Unit> units) {

  public Disagreements {
    units = List.copyOf(units);
  }

  public static Disagreements of(SessionRecord kept) {
    return of(kept, counting(kept.session()));
  }

  /// Those who are not known to have been able to know the arms.
  public static Set<PersonId> counting(BlindSession session) {
    return session.raters().stream()
        .filter(rater -> rater.blindness().counts())
        .map(rater -> rater.person().id())
        .collect(Collectors.toSet());
  }

  /// @param counting the raters whose answers count
  public static Disagreements of(SessionRecord kept, Set<PersonId> counting) {
    var standing = PromptOutcomes.standing(kept.answers());
    Map<Integer, List<BlindAnswer>> said = new HashMap<>();
    kept.showings().stream()
        .filter(showing -> !showing.again() && counting.contains(showing.rater()))
        .forEach(showing ->
            PromptOutcomes.answer(standing, showing)
                .filter(given -> given.answer().counts())
                .ifPresent(given ->
                    said.computeIfAbsent(showing.unit(), _ -> new ArrayList<>())
                        .add(ofUnit(given.answer(), showing))));
    return new Disagreements(
        kept.units().stream()
            .filter(unit -> said.containsKey(unit.number()))
            .filter(unit -> Majority.of(Objects.requireNonNull(said.get(unit.number()))).isEmpty())
            .toList());
  }

  /// What was said, whatever lay on which side.
  private static BlindAnswer ofUnit(BlindAnswer answer, Showing showing) {
    if (answer.choice().isPresent() && showing.swapped()) {
      return BlindAnswer.ofPair(answer.choice().get().swapped(), false);
    }
    return answer
        .order()
        .map(order ->
            BlindAnswer.ofOrder(
                order.stream().map(place -> showing.pictures().get(place)).toList(), false))
        .orElse(answer);
  }
}
