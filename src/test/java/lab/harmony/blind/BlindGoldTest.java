package lab.harmony.blind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lab.harmony.DrawnExperiment;
import lab.harmony.PlantedLab;
import lab.harmony.blind.results.BlindReading;
import lab.harmony.blind.results.ImportedSessions;
import lab.harmony.blind.results.published.PublishedCheck;
import lab.harmony.blind.results.rows.RowsProblem;
import lab.harmony.blind.results.telling.BlindTelling;
import lab.harmony.blind.rule.StopRule;
import lab.harmony.blind.rule.StopState;
import lab.harmony.blind.session.BlindAnswer;
import lab.harmony.blind.session.BlindArm;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.BlindProblem;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.blind.session.BlindSetup;
import lab.harmony.blind.session.Ended;
import lab.harmony.blind.session.GoldUnit;
import lab.harmony.blind.session.Said;
import lab.harmony.blind.session.Showing;
import lab.harmony.blind.session.StopWhen;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.PersonId;
import lab.harmony.people.Role;
import lab.harmony.review.marks.Checklist;
import lab.harmony.runs.images.ImageAxis;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Gold pictures among what raters are shown: they count for nothing but the passport of a rater.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@ActiveProfiles("headless")
@Tag("process")
class BlindGoldTest {

  private static final List<BlindArm> ARMS =
      IntStream.range(0, 4).mapToObj(arm -> new BlindArm("gold-" + arm, "model-" + arm)).toList();
  private static final int GOLD = 8;

  @TempDir static Path folder;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    DrawnExperiment.copyPrompts(folder);
    ARMS.forEach(arm ->
        DrawnExperiment.of(
                arm.address().sources().getFirst(),
                arm.address().on(ImageAxis.MODEL).orElseThrow(),
                42)
            .write(folder));
    PlantedLab.in(folder, "blind-gold", registry);
  }

  @Autowired BlindSessions sessions;
  @Autowired BlindRating rating;
  @Autowired BlindReading reading;
  @Autowired SessionRecords records;
  @Autowired ImportedSessions imported;
  @Autowired FrozenStore frozen;
  @Autowired PreparedPictures pictures;
  @Autowired People people;

  private Actor ada;
  private PersonId grace;
  private PersonId linus;

  @BeforeEach
  void people() {
    ada = Actor.of(people.local());
    grace = people.add("Grace " + UUID.randomUUID(), Role.REVIEWER).id();
    linus = people.add("Linus " + UUID.randomUUID(), Role.REVIEWER).id();
  }

  private BlindSetup setup(BlindForm form) {
    return new BlindSetup(
            "With gold",
            form,
            ARMS.subList(0, Math.max(2, form.pictures())),
            List.of(grace, linus),
            2,
            10)
        .withGold(GOLD)
        .withStop(StopWhen.IS_SETTLED);
  }

  @Test
  void thePlanSaysHowManyThereAreAndWhatTheyCost() {
    var without = sessions.plan(setup(BlindForm.POINTS).withGold(0), ada);
    var plan = sessions.plan(setup(BlindForm.POINTS), ada);
    assertThat(plan.gold()).isEqualTo(GOLD);
    assertThat(plan.most()).isEqualTo(without.most() + GOLD);
    assertThat(plan.units()).isEqualTo(without.units());
    assertThat(plan.shows()).isEqualTo(without.shows());
    assertThatThrownBy(() -> sessions.plan(setup(BlindForm.POINTS).withGold(25), ada))
        .isInstanceOf(BlindProblem.class)
        .hasMessageContaining("From 0 to 24");
  }

  /// Of all forms: what is counted is the same whatever is said of gold, and all of it can be
  /// checked.
  @ParameterizedTest
  @EnumSource(BlindForm.class)
  void goldIsMixedInCountsForNothingButThePassportAndCanBeChecked(BlindForm form) throws Exception {
    var session = sessions.start(setup(form), ada);
    var gold =
        frozen.gold(session.id()).stream()
            .collect(Collectors.toMap(GoldUnit::number, unit -> unit));
    assertThat(gold).hasSize(GOLD);
    assertThat(frozen.units(session.id())).noneMatch(unit -> gold.containsKey(unit.number()));
    var told = new ArrayList<List<?>>();
    var unanswered = rule(session);
    told.add(counted(session, form, gold, true));
    var open = sessions.find(session.id(), ada).orElseThrow();
    assertThat(open.answered()).isEqualTo(open.showings());
    var rule = rule(open);
    told.add(counted(session, form, gold, false));
    assertThat(rule(sessions.find(session.id(), ada).orElseThrow())).isEqualTo(rule);
    assertThat(unanswered.ahead()).isEqualTo(24);
    goldAloneIsNothingToWaitFor(session, form, gold);
    assertThat(told.get(1)).as("%s", form).isEqualTo(told.get(0));

    sessions.close(session.id(), ada);
    var closed = sessions.find(session.id(), ada).orElseThrow();
    assertThat(closed.closing().orElseThrow().ended()).contains(Ended.COMPLETE);
    var passport = reading.passport(session.id(), new Actor(grace)).orElseThrow().passport();
    assertThat(BlindTelling.passport(passport).rows())
        .anySatisfy(row ->
            assertThat(row)
                .contains("Gold pictures right", "0 % (0 of 7), 95 % interval 0 to 35 %"));
    var page =
        BlindTelling.of(reading.told(closed, ada)).stream()
            .filter(section -> section.heading().equals("Gold pictures"))
            .findFirst()
            .orElseThrow();
    assertThat(page.tables().getFirst().rows()).hasSize(2);
    assertThat(page.tables().getFirst().rows().getLast()).contains("100 % (8 of 8)", "68 to 100 %");

    var text = new String(records.published(session.id(), ada), StandardCharsets.UTF_8);
    var check = PublishedCheck.of(text);
    assertThat(check.problems()).isEmpty();
    assertThat(check.against(session.commitment()).holds()).isTrue();
    assertThat(check.steps()).anyMatch(step -> step.words().contains("8 gold pictures was sealed"));
    assertThat(PublishedCheck.of(text.replaceFirst("\"right\" ?: 0", "\"right\" : 7")).problems())
        .singleElement()
        .asString()
        .contains("Rater 1 was right of 0 of 7 gold pictures", "the file says 7 of 7");
    rowsComeBack(session);
  }

  private StopRule rule(BlindSession session) {
    return records.stopState(session, ada).flatMap(StopState::settled).orElseThrow();
  }

  /// All of arms is answered: what is still open of gold tells nothing of them.
  private void goldAloneIsNothingToWaitFor(
      BlindSession session, BlindForm form, Map<Integer, GoldUnit> gold) {
    var place =
        frozen.showings(session.id(), grace).stream()
            .filter(showing -> gold.containsKey(showing.unit()))
            .findFirst()
            .orElseThrow();
    var standing =
        rating.task(session.id(), new Actor(grace)).orElseThrow().places().get(place.position());
    assertThat(
            rating.say(
                session.id(),
                new Said(
                    place.position(),
                    UUID.randomUUID().toString(),
                    standing.standing(),
                    true,
                    BlindAnswer.ofNothing(),
                    Duration.ZERO),
                new Actor(grace)))
        .isEqualTo(BlindRating.Taken.KEPT);
    var now = sessions.find(session.id(), ada).orElseThrow();
    assertThat(now.answered()).isEqualTo(now.showings() - 1);
    assertThat(rule(now).ahead()).as("%s", form).isZero();
  }

  private void rowsComeBack(BlindSession session) {
    var rows = reading.rows(session.id(), ada);
    var csv = new String(rows, StandardCharsets.UTF_8);
    assertThat(csv.lines().filter(line -> line.contains(",gold,"))).hasSize(2 * GOLD - 1);
    assertThat(csv.lines().filter(line -> line.contains(",gold,")))
        .noneMatch(line -> line.contains("model-"));
    var again = imported.bring("Brought in", rows, ada);
    var telling = BlindTelling.of(imported.told(again, ada));
    var here = BlindTelling.of(reading.told(sessions.find(session.id(), ada).orElseThrow(), ada));
    if (!session.form().compares()) {
      // Its arms are numbered as they come.
      assertThat(telling.getFirst().tables().getFirst().rows())
          .containsExactlyInAnyOrderElementsOf(here.getFirst().tables().getFirst().rows());
    }
    assertThat(telling)
        .filteredOn(section -> section.heading().equals("Gold pictures"))
        .singleElement()
        .satisfies(section ->
            assertThat(section.tables().getFirst().rows().getFirst()).contains("0 % (0 of 7)"));
    var line =
        csv.lines()
            .filter(one -> one.contains(",gold,") && one.endsWith(",true"))
            .findFirst()
            .orElseThrow();
    assertThatThrownBy(() ->
            imported.bring(
                "Made up",
                csv.replace(line, line.substring(0, line.length() - 4) + "false")
                    .getBytes(StandardCharsets.UTF_8),
                ada))
        .isInstanceOf(RowsProblem.class)
        .hasMessageContaining("gold_right must be true, by what was shown and said");
  }

  /// Answers all places: gold rightly by Linus and wrongly by Grace, or by both the other way round
  /// first; then tells what counts.
  private List<?> counted(
      BlindSession session, BlindForm form, Map<Integer, GoldUnit> gold, boolean turned) {
    var positions = new HashSet<Integer>();
    for (var rater : List.of(grace, linus)) {
      var standing =
          rating.task(session.id(), new Actor(rater)).orElseThrow().places().stream()
              .collect(Collectors.toMap(BlindRating.Place::position, BlindRating.Place::standing));
      var seen = new HashSet<Integer>();
      for (var showing : frozen.showings(session.id(), rater)) {
        var unit = gold.get(showing.unit());
        if (unit != null) {
          assertThat(seen.add(unit.number())).as("shown once").isTrue();
          assertThat(showing.again()).isFalse();
          positions.add(showing.position());
        }
        boolean right = turned != rater.equals(linus);
        var said =
            unit == null ? ofArms(form, showing) : ofGold(form, unit, showing.pictures(), right);
        assertThat(
                rating.say(
                    session.id(),
                    new Said(
                        showing.position(),
                        UUID.randomUUID().toString(),
                        standing.get(showing.position()),
                        false,
                        said,
                        Duration.ofSeconds(1)),
                    new Actor(rater)))
            .isEqualTo(BlindRating.Taken.KEPT);
      }
      assertThat(seen).hasSize(GOLD);
    }
    assertThat(positions).as("not the same places for both").hasSizeGreaterThan(GOLD);
    var now = sessions.find(session.id(), ada).orElseThrow();
    return reading.steadiness(now, ada);
  }

  private static BlindAnswer ofArms(BlindForm form, Showing showing) {
    int varied = showing.unit() % 3;
    return switch (form) {
      case CHECKLIST -> BlindAnswer.ofFace(new Checklist(varied > 0, varied > 1, true), false);
      case POINTS -> BlindAnswer.ofPoints(varied, false);
      case PAIRS ->
          BlindAnswer.ofPair(
              varied == 0 ? BlindAnswer.Choice.EQUAL : BlindAnswer.Choice.LEFT, false);
      case ORDER ->
          BlindAnswer.ofOrder(List.of(varied, 3, (varied + 1) % 3, (varied + 2) % 3), false);
    };
  }

  private static BlindAnswer ofGold(
      BlindForm form, GoldUnit unit, List<Integer> pictures, boolean right) {
    var agree =
        pictures.stream()
            .map(place -> unit.faces().get(place).truth().agrees(unit.asked().emotion()))
            .toList();
    boolean good = agree.getFirst() == right;
    int best = agree.indexOf(true);
    int first = right ? best : (best + 1) % form.pictures();
    return switch (form) {
      case CHECKLIST -> BlindAnswer.ofFace(new Checklist(good, good, good), false);
      case POINTS -> BlindAnswer.ofPoints(good ? 3 : 0, false);
      case PAIRS ->
          BlindAnswer.ofPair(
              first == 0 ? BlindAnswer.Choice.LEFT : BlindAnswer.Choice.RIGHT, false);
      case ORDER ->
          BlindAnswer.ofOrder(
              IntStream.range(0, 4).map(place -> (first + place) % 4).boxed().toList(), false);
    };
  }

  /// Nobody who looks at what the browser is told finds gold by it.
  @Test
  void whatARaterIsToldOfGoldIsWhatTheyAreToldOfAllElse() {
    var session = sessions.start(setup(BlindForm.PAIRS), ada);
    var gold = frozen.gold(session.id());
    var asked =
        frozen.units(session.id()).stream()
            .map(unit -> unit.asked().archetype() + unit.asked().emotion())
            .collect(Collectors.toSet());
    assertThat(gold)
        .allSatisfy(
            unit -> assertThat(asked).contains(unit.asked().archetype() + unit.asked().emotion()));
    var task = rating.task(session.id(), new Actor(grace)).orElseThrow();
    assertThat(task.places()).hasSize(48 + 5 + GOLD);
    assertThat(task.places())
        .extracting(BlindRating.Place::position)
        .containsExactlyElementsOf(IntStream.range(0, 61).boxed().toList());
    var lengths = new HashSet<Integer>();
    for (var place : task.places()) {
      assertThat(place.pictures()).hasSize(2).allMatch(name -> name.matches("[A-Za-z0-9_-]{43}"));
      for (var name : place.pictures()) {
        var named = rating.picture(name, new Actor(grace)).orElseThrow();
        lengths.add(pictures.content(named).orElseThrow().length);
      }
    }
    assertThat(lengths).hasSize(1);
  }
}
