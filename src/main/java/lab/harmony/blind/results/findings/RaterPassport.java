package lab.harmony.blind.results.findings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import lab.harmony.blind.results.rated.GoldHits;
import lab.harmony.blind.results.rated.Judgement;
import lab.harmony.blind.results.rated.Rated;
import lab.harmony.blind.results.rated.RatedSession;
import lab.harmony.stats.Answer;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.Proportion;
import lab.harmony.stats.agreement.SelfAgreement;
import lab.harmony.stats.rates.FaceOutcome;
import lab.harmony.stats.rates.RateEstimate;

/// What shows how somebody rates; it is no ranking of people.
///
/// @param rater from 0
/// @param answers that they gave
/// @param ordered whether they ordered faces, of which each two count for themselves
/// @param self how often they say the same of what comes again, all of it at once
/// @param same how much of what they say of it is the same
/// @param sameAgain the same with its interval, over prompts where several came again of one
/// @param early seconds for each, the median of the first half
/// @param late the same of the second half
/// @param left how often the left of two was preferred, among those that prefer one; of orders the
///   one that lay before the other
/// @param others how much of what another says of the same is the same
/// @param withOthers the same with its interval, over what was rated
/// @param gold how often they were right of gold pictures; empty where a session has none
public record RaterPassport(
    int rater,
    int answers,
    boolean ordered,
    SelfAgreement self,
    Proportion same,
    Answer<RateEstimate> sameAgain,
    OptionalDouble early,
    OptionalDouble late,
    Optional<Proportion> left,
    Proportion others,
    Answer<RateEstimate> withOthers,
    Optional<GoldHits> gold) {

  public static List<RaterPassport> all(RatedSession session) {
    return IntStream.range(0, session.raters().size())
        .mapToObj(rater -> of(session, rater))
        .toList();
  }

  public static RaterPassport of(RatedSession session, int rater) {
    var own = session.rated().stream().filter(one -> one.rater() == rater).toList();
    var first = new HashMap<Integer, Rated>();
    var repeats = new ArrayList<SelfAgreement.Repeat>();
    var same = new ArrayList<FaceOutcome>();
    own.stream().filter(one -> !one.again()).forEach(one -> first.put(one.unit().number(), one));
    for (var one : own) {
      var before = first.get(one.unit().number());
      if (one.again() && before != null && !one.cannotTell() && !before.cannotTell()) {
        repeats.add(new SelfAgreement.Repeat(before.category(), one.category()));
        same.add(new FaceOutcome(Optional.of(one.unit().prompt()), before.same(one)));
      }
    }
    var categories =
        own.stream().anyMatch(one -> one.points().isPresent())
            ? List.of(0, 1, 2, 3)
            : repeats.stream()
                .flatMap(repeat -> java.util.stream.Stream.of(repeat.first(), repeat.second()))
                .distinct()
                .sorted()
                .toList();
    var times = own.stream().mapToDouble(one -> one.milliseconds() / 1000.0).toArray();
    int half = times.length / 2;
    var others = others(first, rater, session.rated());
    return new RaterPassport(
        rater,
        own.size(),
        own.stream().anyMatch(one -> one.judgement() instanceof Judgement.Order),
        SelfAgreement.of(repeats, categories, ConfidenceLevel.PERCENT_95),
        sum(same),
        RateEstimate.overFaces(same),
        median(IntStream.range(0, half).mapToDouble(place -> times[place]).toArray()),
        median(IntStream.range(half, times.length).mapToDouble(place -> times[place]).toArray()),
        left(own),
        sum(others),
        RateEstimate.overFaces(others),
        session.gold().isEmpty()
            ? Optional.empty()
            : Optional.of(
                GoldHits.of(session.gold().stream().filter(one -> one.rater() == rater).toList())));
  }

  private static Optional<Proportion> left(List<Rated> own) {
    return own.stream().flatMap(one -> one.leftPreferred().stream()).reduce(RaterPassport::plus);
  }

  private static Proportion sum(List<FaceOutcome> all) {
    return all.stream()
        .map(FaceOutcome::reached)
        .reduce(RaterPassport::plus)
        .orElse(new Proportion(0, 0));
  }

  private static Proportion plus(Proportion one, Proportion more) {
    return new Proportion(one.successes() + more.successes(), one.trials() + more.trials());
  }

  /// For each thing that one rated, how much of what others said of it is the same.
  private static List<FaceOutcome> others(Map<Integer, Rated> own, int rater, List<Rated> rated) {
    var same = new HashMap<Integer, FaceOutcome>();
    for (var other : rated) {
      var mine = own.get(other.unit().number());
      if (other.rater() == rater
          || other.again()
          || mine == null
          || mine.cannotTell()
          || other.cannotTell()) {
        continue;
      }
      var one = mine.same(other);
      same.merge(
          other.unit().number(),
          new FaceOutcome(Optional.of(other.unit().prompt()), one),
          (before, _) ->
              new FaceOutcome(
                  before.prompt(),
                  new Proportion(
                      before.reached().successes() + one.successes(),
                      before.reached().trials() + one.trials())));
    }
    return List.copyOf(same.values());
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
