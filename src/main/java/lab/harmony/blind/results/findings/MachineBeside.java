package lab.harmony.blind.results.findings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.blind.results.rated.Judgement;
import lab.harmony.blind.results.rated.Rated;
import lab.harmony.blind.results.rated.RatedSession;
import lab.harmony.blind.results.rated.RatedUnit;
import lab.harmony.review.marks.ChecklistItem;
import lab.harmony.review.marks.MachineVerdict;
import lab.harmony.review.marks.PromptPlace;
import lab.harmony.stats.Answer;
import lab.harmony.stats.Proportion;
import lab.harmony.stats.rates.FaceOutcome;
import lab.harmony.stats.rates.RateEstimate;

/// A machine judge held to the standard of one of the raters: how often each of them says what most
/// of the others say, on the same pictures.
///
/// Each rater is left out once; what more than half of the others say is the reference, for the one
/// who was left out and for the machine. A judge that is not shown to do about as well as they has
/// no verdict.
///
/// @param pictures of the session that it has read
/// @param tellsApart whether it said different things of them
/// @param people how often a single rater says what most of the others say
/// @param machine how often the judge says the same as they
/// @param answers those that both shares could be counted from, each with what it gave to them
/// @param joined for each arm what few people and many readings come to together; empty where the
///   judge has no verdict, or nothing is judged alone
public record MachineBeside(
    JudgeBeside judge,
    int pictures,
    boolean tellsApart,
    Answer<RateEstimate> people,
    Answer<RateEstimate> machine,
    List<Beside> answers,
    List<PeopleAndMachine> joined) {

  public MachineBeside {
    answers = List.copyOf(answers);
    joined = List.copyOf(joined);
  }

  /// An answer of a rater with the judge beside it.
  ///
  /// @param unit by number
  /// @param read whether the judge has read all that was shown
  /// @param people of what more than half of the other raters say, how much the rater says
  /// @param machine how much of the same the judge says
  public record Beside(int rater, int unit, boolean read, Proportion people, Proportion machine) {}

  /// A machine judge.
  ///
  /// @param sha256 of its weights, which tell it from another of its name
  /// @param namesake whether another of its name has read pictures of the session, too
  public record JudgeBeside(String name, String sha256, boolean namesake) {

    private static final int BRIEF = 12;

    public static JudgeBeside of(MachineVerdict verdict) {
      return new JudgeBeside(verdict.judge(), verdict.judgeSha256(), false);
    }

    /// Whether it read a picture.
    boolean made(MachineVerdict verdict) {
      return verdict.judge().equals(name) && verdict.judgeSha256().equals(sha256);
    }

    public String words() {
      return namesake
          ? "%s with the weights %s"
              .formatted(name, sha256.substring(0, Math.min(BRIEF, sha256.length())))
          : name;
    }
  }

  /// How much less often a judge may say what most raters say than a single rater does.
  public static final int MARGIN_PERCENT = 10;

  /// Whether the judge is shown to do about as well as a single rater: the lower end of its
  /// interval is at most the margin below the rater's share. A judge that says the same of all
  /// pictures tells nothing, however often that is what raters say.
  public boolean hasVerdict() {
    return hasVerdict(tellsApart, people, machine);
  }

  private static boolean hasVerdict(
      boolean tellsApart, Answer<RateEstimate> people, Answer<RateEstimate> machine) {
    return tellsApart
        && people.found().isPresent()
        && machine.found().isPresent()
        && machine.orElseThrow().interval().lower()
            >= people.orElseThrow().share() - MARGIN_PERCENT / 100.0;
  }

  /// @param readings what judges made of pictures of the session, by what rows call them
  /// @param others for each arm, what judges made of its pictures that nobody was shown
  public static List<MachineBeside> of(
      RatedSession session,
      List<Rated> rated,
      Map<String, MachineVerdict> readings,
      List<List<PeopleAndMachine.Read>> others) {
    var judges =
        readings.values().stream()
            .map(JudgeBeside::of)
            .distinct()
            .sorted(Comparator.comparing(JudgeBeside::name).thenComparing(JudgeBeside::sha256))
            .toList();
    var names = judges.stream().map(JudgeBeside::name).toList();
    return judges.stream()
        .map(judge -> {
          var own = new HashMap<String, MachineVerdict>();
          readings.forEach((image, verdict) -> {
            if (judge.made(verdict)) {
              own.put(image, verdict);
            }
          });
          return of(
              new JudgeBeside(
                  judge.name(), judge.sha256(), Collections.frequency(names, judge.name()) > 1),
              session,
              rated,
              own,
              others);
        })
        .toList();
  }

  private static MachineBeside of(
      JudgeBeside judge,
      RatedSession session,
      List<Rated> rated,
      Map<String, MachineVerdict> readings,
      List<List<PeopleAndMachine.Read>> others) {
    var counted = Rated.counted(Rated.firsts(rated));
    boolean tellsApart =
        readings.values().stream().map(MachineVerdict::checklist).distinct().count() > 1;
    var prompts = new HashMap<Integer, PromptPlace>();
    counted.forEach(one -> prompts.put(one.unit().number(), one.unit().prompt()));
    var answers = answers(counted, readings);
    var people = agreement(answers, prompts, Beside::people);
    var machine = agreement(answers, prompts, Beside::machine);
    return new MachineBeside(
        judge,
        readings.size(),
        tellsApart,
        people,
        machine,
        answers,
        hasVerdict(tellsApart, people, machine) && !session.compares()
            ? PeopleAndMachine.all(session, counted, readings, judge, others)
            : List.of());
  }

  /// What somebody says of a thing: one value for each that can be said of it.
  private static List<Integer> said(Rated one) {
    return switch (one.judgement()) {
      case Judgement.Items(var checklist) ->
          Stream.of(ChecklistItem.values()).map(item -> checklist.holds(item) ? 1 : 0).toList();
      case Judgement.Points(int points) -> List.of(points == Judgement.Points.MOST ? 1 : 0);
      case Judgement.Preference _, Judgement.Order _ -> preferences(one);
      case Judgement.CannotTell _ -> List.of();
    };
  }

  private static List<Integer> preferences(Rated one) {
    return pairs(one.unit())
        .map(pair -> one.preference(pair.get(0).arm(), pair.get(1).arm()).orElseThrow())
        .toList();
  }

  private static Stream<List<RatedUnit.Picture>> pairs(RatedUnit unit) {
    var pairs = new ArrayList<List<RatedUnit.Picture>>();
    for (int one = 0; one < unit.pictures().size(); one++) {
      for (int other = one + 1; other < unit.pictures().size(); other++) {
        pairs.add(List.of(unit.pictures().get(one), unit.pictures().get(other)));
      }
    }
    return pairs.stream();
  }

  /// The same of the judge; empty where it has not read all of the pictures.
  private static Optional<List<Integer>> said(Rated one, Map<String, MachineVerdict> readings) {
    var unit = one.unit();
    if (!unit.pictures().stream().allMatch(picture -> readings.containsKey(picture.image()))) {
      return Optional.empty();
    }
    var first = reading(unit.pictures().getFirst(), readings).checklist();
    return Optional.of(
        switch (one.judgement()) {
          case Judgement.Items _ ->
              Stream.of(ChecklistItem.values()).map(item -> first.holds(item) ? 1 : 0).toList();
          case Judgement.Points _ -> List.of(first.points() == Judgement.Points.MOST ? 1 : 0);
          case Judgement.Preference _, Judgement.Order _ ->
              pairs(unit)
                  .map(pair ->
                      Integer.compare(
                          reading(pair.get(0), readings).points(),
                          reading(pair.get(1), readings).points()))
                  .toList();
          case Judgement.CannotTell _ -> List.of();
        });
  }

  private static MachineVerdict reading(
      RatedUnit.Picture picture, Map<String, MachineVerdict> readings) {
    return Objects.requireNonNull(readings.get(picture.image()));
  }

  private static List<Beside> answers(List<Rated> counted, Map<String, MachineVerdict> readings) {
    var byUnit =
        counted.stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.unit().number(), LinkedHashMap::new, Collectors.toList()));
    return byUnit.values().stream()
        .flatMap(ofUnit -> ofUnit.stream().map(one -> beside(one, ofUnit, readings)))
        .toList();
  }

  /// @param all that was said of the same
  private static Beside beside(Rated one, List<Rated> all, Map<String, MachineVerdict> readings) {
    var machine = said(one, readings);
    var judged = said(one);
    var others =
        all.stream()
            .filter(other -> other.rater() != one.rater())
            .map(MachineBeside::said)
            .toList();
    int told = 0;
    int person = 0;
    int judge = 0;
    for (int statement = 0; machine.isPresent() && statement < judged.size(); statement++) {
      int place = statement;
      var most = most(others.stream().map(it -> it.get(place)).toList());
      if (most.isPresent()) {
        told++;
        person += most.get().equals(judged.get(place)) ? 1 : 0;
        judge += most.get().equals(machine.get().get(place)) ? 1 : 0;
      }
    }
    return new Beside(
        one.rater(),
        one.unit().number(),
        machine.isPresent(),
        new Proportion(person, told),
        new Proportion(judge, told));
  }

  private static Answer<RateEstimate> agreement(
      List<Beside> answers, Map<Integer, PromptPlace> prompts, Function<Beside, Proportion> whose) {
    var byUnit =
        answers.stream()
            .filter(one -> one.people().trials() > 0)
            .collect(Collectors.groupingBy(Beside::unit, LinkedHashMap::new, Collectors.toList()));
    var outcomes = new ArrayList<FaceOutcome>();
    byUnit.forEach((unit, all) -> {
      var said = all.stream().map(whose).toList();
      outcomes.add(
          new FaceOutcome(
              Optional.ofNullable(prompts.get(unit)),
              new Proportion(
                  said.stream().mapToInt(Proportion::successes).sum(),
                  said.stream().mapToInt(Proportion::trials).sum())));
    });
    return RateEstimate.overFaces(outcomes);
  }

  /// What more than half of them say.
  private static Optional<Integer> most(List<Integer> values) {
    return values.stream()
        .collect(Collectors.groupingBy(it -> it, Collectors.counting()))
        .entrySet()
        .stream()
        .filter(entry -> 2 * entry.getValue() > values.size())
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
