package lab.harmony.blind.results;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import lab.harmony.blind.BlindAnswer;
import lab.harmony.blind.BlindForm;
import lab.harmony.people.PersonId;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.Proportion;
import lab.harmony.stats.SelfAgreement;

/// What shows how somebody rates; it is no ranking of people.
///
/// @param answers that they gave
/// @param self how often they say the same of what comes again
/// @param early seconds for each, the median of the first half
/// @param late the same of the second half
/// @param left how often the left of two was preferred, among those that prefer one
/// @param others how often another says the same of the same
public record RaterPassport(
    PersonId rater,
    int answers,
    SelfAgreement self,
    OptionalDouble early,
    OptionalDouble late,
    Optional<Proportion> left,
    Proportion others) {

  static List<RaterPassport> all(BlindForm form, List<PersonId> raters, List<Rated> rated) {
    return raters.stream().map(rater -> of(form, rater, rated)).toList();
  }

  private static RaterPassport of(BlindForm form, PersonId rater, List<Rated> rated) {
    var own = rated.stream().filter(one -> one.showing().rater().equals(rater)).toList();
    var first = new HashMap<Integer, Rated>();
    var repeats = new ArrayList<SelfAgreement.Repeat>();
    own.stream()
        .filter(one -> !one.showing().again())
        .forEach(one -> first.put(one.unit().number(), one));
    for (var one : own) {
      var before = first.get(one.unit().number());
      if (one.showing().again()
          && before != null
          && !one.answer().cannotTell()
          && !before.answer().cannotTell()) {
        repeats.add(new SelfAgreement.Repeat(before.category(), one.category()));
      }
    }
    var times = own.stream().mapToDouble(one -> one.milliseconds() / 1000.0).toArray();
    int half = times.length / 2;
    return new RaterPassport(
        rater,
        own.size(),
        SelfAgreement.of(repeats, Rated.categories(form), ConfidenceLevel.PERCENT_95),
        median(IntStream.range(0, half).mapToDouble(place -> times[place]).toArray()),
        median(IntStream.range(half, times.length).mapToDouble(place -> times[place]).toArray()),
        form == BlindForm.PAIRS ? Optional.of(left(own)) : Optional.empty(),
        others(first, rater, rated));
  }

  private static Proportion left(List<Rated> own) {
    var choices = own.stream().flatMap(one -> one.answer().choice().stream()).toList();
    int left = (int) choices.stream().filter(BlindAnswer.Choice.LEFT::equals).count();
    int right = (int) choices.stream().filter(BlindAnswer.Choice.RIGHT::equals).count();
    return new Proportion(left, left + right);
  }

  private static Proportion others(HashMap<Integer, Rated> own, PersonId rater, List<Rated> rated) {
    int same = 0;
    int all = 0;
    for (var other : rated) {
      var mine = own.get(other.unit().number());
      if (other.showing().rater().equals(rater)
          || other.showing().again()
          || mine == null
          || mine.answer().cannotTell()
          || other.answer().cannotTell()) {
        continue;
      }
      all++;
      same += mine.category() == other.category() ? 1 : 0;
    }
    return new Proportion(same, all);
  }

  private static OptionalDouble median(double... values) {
    if (values.length == 0) {
      return OptionalDouble.empty();
    }
    var sorted = values.clone();
    java.util.Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return OptionalDouble.of(
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
  }
}
