package lab.harmony.blind.results.rated;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import lab.harmony.blind.session.Besides;
import lab.harmony.blind.session.BlindAnswer;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.blind.session.Blindness;
import lab.harmony.blind.session.GivenAnswer;
import lab.harmony.blind.session.GoldUnit;
import lab.harmony.blind.session.SessionRecord;
import lab.harmony.blind.session.Showing;
import lab.harmony.blind.session.Unit;
import lab.harmony.people.PersonId;

/// What counts of a session, wherever it was rated: arms, raters, and a judgement for each thing
/// that was shown and answered.
///
/// @param name by which it goes in files
/// @param rated what was said of arms, all that is counted
/// @param gold what was said of gold pictures, which show raters alone; nothing while the session
///   is open, where whoever sees a hit come would know which picture it was
/// @param adjudication what somebody else said where raters disagree; empty for most
/// @param besides what else differs between arms, as far as it is known
public record RatedSession(
    String name,
    String title,
    BlindForm form,
    List<String> arms,
    List<Rater> raters,
    List<Rated> rated,
    List<RatedGold> gold,
    Optional<Adjudication> adjudication,
    Besides besides) {

  /// Who rated.
  public record Rater(String name, Blindness blindness) {}

  public RatedSession {
    arms = List.copyOf(arms);
    raters = List.copyOf(raters);
    rated = List.copyOf(rated);
    gold = List.copyOf(gold);
  }

  /// Without anybody who was asked where raters disagree.
  public RatedSession(
      String name,
      String title,
      BlindForm form,
      List<String> arms,
      List<Rater> raters,
      List<Rated> rated,
      List<RatedGold> gold,
      Besides besides) {
    this(name, title, form, arms, raters, rated, gold, Optional.empty(), besides);
  }

  /// The same with what somebody else said where raters disagree.
  public RatedSession with(Adjudication asked) {
    return new RatedSession(
        name, title, form, arms, raters, rated, gold, Optional.of(asked), besides);
  }

  /// Who said something.
  ///
  /// @param number from 0, by the number after that of the last rater whoever was asked where these
  ///   disagree
  public Rater who(int number) {
    return number < raters.size() ? raters.get(number) : adjudication.orElseThrow().by();
  }

  /// Whether something was said where raters disagree, by somebody who is none of them.
  public boolean isAdjudicated(Rated one) {
    return one.rater() >= raters.size();
  }

  /// @param besides as far as it is told
  public static RatedSession of(SessionRecord kept, Besides besides) {
    var session = kept.session();
    var people = session.people();
    var units =
        kept.units().stream()
            .collect(Collectors.toMap(Unit::number, RatedUnit::of, (one, _) -> one));
    var lasts = lasts(kept.answers());
    var rated = rated(kept.showings(), units, lasts, showing -> people.indexOf(showing.rater()));
    var asked = kept.adjudication();
    return new RatedSession(
        session.id().value(),
        session.title(),
        session.form(),
        session.arms().stream().map(arm -> arm.label()).toList(),
        session.raters().stream().map(RatedSession::rater).toList(),
        rated,
        session.isOpen() ? List.of() : gold(kept, lasts),
        session
            .adjudication()
            .filter(_ -> !session.isOpen())
            .map(adjudication ->
                new Adjudication(
                    rater(adjudication.seat()),
                    kept.units().size(),
                    asked.showings().size(),
                    rated(asked.showings(), units, lasts(asked.answers()), _ -> people.size()))),
        besides);
  }

  /// What stands of what was shown.
  private static List<Rated> rated(
      List<Showing> showings,
      Map<Integer, RatedUnit> units,
      Map<PersonId, Map<Integer, GivenAnswer>> lasts,
      ToIntFunction<Showing> number) {
    var rated = new ArrayList<Rated>();
    for (var showing : showings) {
      var unit = java.util.Objects.requireNonNull(units.get(showing.unit()));
      Optional.ofNullable(lasts.get(showing.rater()))
          .map(last -> last.get(showing.position()))
          .filter(answer -> !answer.withdrawn())
          .ifPresent(given ->
              rated.add(
                  new Rated(
                      number.applyAsInt(showing),
                      showing.position(),
                      showing.again(),
                      unit,
                      showing.pictures(),
                      judgement(given.answer(), showing),
                      given.answer().intendedConflict(),
                      given.milliseconds())));
    }
    return rated;
  }

  private static Map<PersonId, Map<Integer, GivenAnswer>> lasts(List<GivenAnswer> answers) {
    return answers.stream()
        .collect(
            Collectors.groupingBy(
                GivenAnswer::rater,
                Collectors.collectingAndThen(Collectors.toList(), GivenAnswer::last)));
  }

  private static List<RatedGold> gold(
      SessionRecord kept, Map<PersonId, Map<Integer, GivenAnswer>> lasts) {
    var people = kept.session().people();
    var units =
        kept.gold().units().stream().collect(Collectors.toMap(GoldUnit::number, unit -> unit));
    var said = new ArrayList<RatedGold>();
    for (var showing : kept.gold().showings()) {
      var unit = java.util.Objects.requireNonNull(units.get(showing.unit()));
      Optional.ofNullable(lasts.get(showing.rater()))
          .map(last -> last.get(showing.position()))
          .filter(answer -> !answer.withdrawn())
          .ifPresent(given ->
              said.add(
                  new RatedGold(
                      people.indexOf(showing.rater()),
                      showing.position(),
                      unit.number(),
                      unit.asked(),
                      showing.pictures().stream().map(unit.faces()::get).toList(),
                      given.answer(),
                      given.milliseconds())));
    }
    return said;
  }

  private static Rater rater(BlindSession.Rater rater) {
    return new Rater(rater.person().name(), rater.blindness());
  }

  private static Judgement judgement(BlindAnswer answer, Showing showing) {
    if (answer.cannotTell()) {
      return new Judgement.CannotTell();
    }
    return answer
        .checklist()
        .<Judgement>map(Judgement.Items::new)
        .or(() -> answer.points().map(Judgement.Points::new))
        .or(() -> answer.order().map(order -> order(order, showing)))
        .orElseGet(() ->
            new Judgement.Preference(better(answer.choice().orElseThrow(), showing.swapped())));
  }

  /// From places where they lay to those in the unit.
  private static Judgement order(List<Integer> bestFirst, Showing showing) {
    return new Judgement.Order(
        bestFirst.stream().map(place -> List.of(showing.pictures().get(place))).toList());
  }

  private static Judgement.Better better(BlindAnswer.Choice choice, boolean swapped) {
    return switch (choice) {
      case LEFT -> swapped ? Judgement.Better.SECOND : Judgement.Better.FIRST;
      case RIGHT -> swapped ? Judgement.Better.FIRST : Judgement.Better.SECOND;
      case EQUAL -> Judgement.Better.EQUAL;
      case BOTH_BAD -> Judgement.Better.BOTH_BAD;
    };
  }

  /// Whether raters say which of several pictures is better, instead of judging each alone.
  public boolean compares() {
    return form.compares();
  }

  /// What those said who are not known to have been able to know the arms.
  public List<Rated> counting() {
    return by(Blindness::counts);
  }

  /// What those said of whom it is known that they were blind.
  public List<Rated> byBlind() {
    return by(Blindness.BLIND::equals);
  }

  private List<Rated> by(Predicate<Blindness> who) {
    return rated.stream().filter(one -> who.test(raters.get(one.rater()).blindness())).toList();
  }

  /// Each two arms.
  public <T> List<T> ofEachTwo(Function<int[], T> made) {
    var all = new ArrayList<T>();
    for (int one = 0; one < arms.size(); one++) {
      for (int other = one + 1; other < arms.size(); other++) {
        all.add(made.apply(new int[] {one, other}));
      }
    }
    return all;
  }
}
