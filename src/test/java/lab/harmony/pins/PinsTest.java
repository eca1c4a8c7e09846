package lab.harmony.pins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lab.harmony.DrawnExperiment;
import lab.harmony.PlantedLab;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditQuery;
import lab.harmony.audit.AuditTrail;
import lab.harmony.people.Actor;
import lab.harmony.people.NotAllowed;
import lab.harmony.people.People;
import lab.harmony.people.Role;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.review.Scores;
import lab.harmony.review.marks.Checklist;
import lab.harmony.review.marks.MachineVerdict;
import lab.harmony.review.marks.Mark;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.training.records.Evaluation;
import lab.harmony.training.records.TrainingShelf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// What is pinned, and what becomes of it in runs.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@DirtiesContext
@ActiveProfiles("headless")
@Tag("unit")
@Tag("lab")
class PinsTest {

  private static final DrawnExperiment OLD = DrawnExperiment.of("old", "doodle-base", 42);
  private static final DrawnExperiment NEW = DrawnExperiment.of("new", "doodle-anime", 42, 43);
  private static final DrawnExperiment OTHER = DrawnExperiment.of("other", "doodle-base", 7);

  @TempDir static Path folder;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    DrawnExperiment.copyPrompts(folder);
    OLD.write(folder);
    NEW.write(folder);
    OTHER.write(folder);
    PlantedLab.in(folder, "pins", registry);
  }

  @Autowired Pins pins;
  @Autowired PinChecks checks;
  @Autowired RunQueue runs;
  @Autowired Scores scores;
  @Autowired People people;
  @Autowired AuditTrail audit;
  @Autowired JdbcClient database;
  @Autowired PinStore store;
  @Autowired DrawnSince drawn;
  @Autowired TrainingShelf trainings;

  private Actor ada;

  @BeforeEach
  void person() {
    ada = Actor.of(people.local());
  }

  @AfterEach
  void nothingIsPinned() {
    pins.pinned().forEach(pin -> pins.unpin(pin.id(), ada));
    database.sql("delete from scores").update();
  }

  private static RunId run(DrawnExperiment experiment) {
    return new RunId(experiment.run());
  }

  private RunImage face(DrawnExperiment of, PinPlace place) {
    return runs.images(run(of)).stream()
        .filter(image -> PinPlace.of(image.prompt()).equals(place))
        .findFirst()
        .orElseThrow();
  }

  /// A face that the machine finds harmonious in the old run and that the new run drew with so many
  /// points.
  private RunImage harmonious(int pointsInNew) {
    return runs.images(run(OLD)).stream()
        .filter(image -> machine(image) == 3)
        .filter(image -> machine(face(NEW, PinPlace.of(image.prompt()))) == pointsInNew)
        .findFirst()
        .orElseThrow();
  }

  private static int machine(RunImage image) {
    return MachineVerdict.of(image).orElseThrow().points();
  }

  private Pin pinned(RunImage image) {
    return pins.pin(image.id(), pins.usual(image.id()), ada);
  }

  /// As if it had been pinned before anything here was drawn.
  private void early(Pin pin) {
    database
        .sql(
            "update pin set pinned_at = timestamp with time zone '2026-11-01 00:00:00+00' where id = :id")
        .param("id", pin.id().value())
        .update();
  }

  private PinState state(Pin pin, DrawnExperiment in) {
    return checks.run(run(in)).orElseThrow().checks().stream()
        .filter(check -> check.pin().id().equals(pin.id()))
        .findFirst()
        .orElseThrow()
        .state();
  }

  @Test
  void aRunSaysWhichPinItBrokeAndInWhatItBroke() {
    var holds = pinned(harmonious(3));
    var breaks = pinned(harmonious(1));
    assertThat(holds.demand())
        .isEqualTo("must stay harmonious (3 of 3) by the machine judge doodle-parts");
    assertThat(holds.seen()).hasValue(3);
    assertThat(state(holds, NEW)).isInstanceOf(PinState.Held.class);
    assertThat(state(breaks, NEW))
        .isInstanceOfSatisfying(
            PinState.Broke.class,
            broke -> {
              assertThat(broke.points()).isEqualTo(1);
              assertThat(broke.lost()).startsWith("1 of 3: not eyes ↔ mouth, not holistic (mouth ");
              assertThat(broke.face().name()).isEqualTo(face(NEW, breaks.place()).id().toString());
            });
    assertThat(checks.run(run(NEW)).orElseThrow().sentence())
        .isEqualTo("Breaks 1 of 2 pins: %s. 1 held.".formatted(breaks.title()));
    assertThat(checks.run(run(OLD)).orElseThrow().sentence()).isEqualTo("Holds all 2 pins.");
  }

  @Test
  void whatWasNotDrawnOrNotJudgedIsNoSuccess() {
    var machine = pinned(harmonious(3));
    var byPeople = pins.pin(harmonious(3).id(), pins.unseen(), ada);
    assertThat(state(machine, OTHER))
        .isEqualTo(new PinState.NotDrawn("it has no face of this prompt and seed"));
    assertThat(state(byPeople, NEW))
        .isInstanceOfSatisfying(
            PinState.NotJudged.class,
            open -> assertThat(open.why()).isEqualTo("nobody has scored it yet"));
    var other =
        pins.pin(
            harmonious(3).id(),
            new PinWish(
                Optional.empty(),
                new PinJudge.Machine("doodle-parts", "another"),
                LeastPoints.HARMONIOUS,
                Optional.empty(),
                ""),
            ada);
    assertThat(state(other, NEW).words())
        .isEqualTo("not judged: doodle-parts read it with other weights");
    var report = checks.run(run(NEW)).orElseThrow();
    assertThat(report.holds()).isFalse();
    assertThat(report.sentence()).isEqualTo("Breaks none of 3 pins: 1 held, 2 not judged yet.");
    assertThat(checks.run(run(OTHER)).orElseThrow().sentence())
        .isEqualTo("Draws none of the 3 pins.");
  }

  @Test
  void peopleAndMachineAreNeverMixed() {
    var face = harmonious(3);
    var there = face(NEW, PinPlace.of(face.prompt()));
    var machine = pinned(face);
    var byPeople = pins.pin(face.id(), pins.unseen(), ada);
    scores.record(there, Mark.of(new Checklist(true, false, true), false, ""), ada);
    assertThat(state(machine, NEW).words()).isEqualTo("held, 3 of 3");
    assertThat(state(byPeople, NEW).words()).isEqualTo("broke, 2 of 3: not brows ↔ tension");
    scores.record(there, Mark.of(new Checklist(true, false, true), true, ""), ada);
    assertThat(state(byPeople, NEW).words()).isEqualTo("not judged: it is meant to mix emotions");
  }

  @Test
  void aPinOfAnExperimentConcernsItsRunsAlone() {
    var face = harmonious(1);
    var usual = pins.usual(face.id());
    var pin =
        pins.pin(
            face.id(),
            new PinWish(
                Optional.of("old"), usual.judge(), usual.least(), Optional.empty(), " ours "),
            ada);
    assertThat(pin.wish().reason()).isEqualTo("ours");
    assertThat(checks.run(run(OLD)).orElseThrow().checks()).hasSize(1);
    assertThat(checks.run(run(NEW)).orElseThrow().checks()).isEmpty();
  }

  @Test
  void whereTheWayOfDrawingMattersAnotherIsNotTheSameFace() {
    var face = harmonious(3);
    var usual = pins.usual(face.id());
    assertThat(pins.settings(face.id()))
        .isEqualTo("sampler DPM++ 2M Karras, steps 20, size 128 × 128 px");
    var same =
        pins.pin(
            face.id(),
            new PinWish(
                Optional.empty(),
                usual.judge(),
                usual.least(),
                Optional.of(pins.settings(face.id())),
                ""),
            ada);
    assertThat(state(same, NEW)).isInstanceOf(PinState.Held.class);
    pins.change(
        same.id(),
        new PinWish(
            Optional.empty(), usual.judge(), usual.least(), Optional.of("sampler Euler"), ""),
        ada);
    assertThat(state(same, NEW).words())
        .isEqualTo(
            "not drawn: it was drawn with sampler DPM++ 2M Karras, steps 20, size 128 × 128 px");
  }

  @Test
  void nothingIsPinnedTwiceAndWhatWasTakenAwayComesBack() {
    var face = harmonious(3);
    var pin = pinned(face);
    assertThat(pinned(face).id()).isEqualTo(pin.id());
    assertThat(pins.at(face(NEW, pin.place()).id())).hasSize(1);
    assertThat(pins.unpin(pin.id(), ada)).isTrue();
    assertThat(pins.unpin(pin.id(), ada)).isFalse();
    assertThat(pins.pinned()).isEmpty();
    pins.pinAgain(pin.id(), ada);
    assertThat(pins.pinned()).extracting(Pin::id).containsExactly(pin.id());
    pins.unpin(pin.id(), ada);
    var anew = pinned(face);
    assertThat(anew.id()).isNotEqualTo(pin.id());
    assertThatThrownBy(() -> pins.pinAgain(pin.id(), ada)).hasMessageContaining("pinned already");
  }

  @Test
  void whatHasNothingToLoseIsNotPinnedAndAPinKeepsItsJudge() {
    var broken =
        runs.images(run(OLD)).stream()
            .filter(image -> machine(image) < 3)
            .findFirst()
            .orElseThrow();
    var weak = pinned(broken);
    assertThat(weak.wish().least()).isEqualTo(new LeastPoints(1));
    scores.record(broken, Mark.of(new Checklist(false, false, false), false, ""), ada);
    assertThatThrownBy(() -> pins.usual(broken.id())).hasMessageContaining("none to lose");
    assertThatThrownBy(() -> pins.change(weak.id(), pins.unseen(), ada))
        .hasMessageContaining("keeps its judge");
    assertThatThrownBy(() -> new LeastPoints(0)).hasMessageContaining("got 0");
    assertThatThrownBy(() -> pins.usual(new ImageId(run(OLD), 4000)))
        .hasMessageContaining("There is no picture");
  }

  @Test
  void onlyWhoMayPinsAndItStandsInTheAuditTrail() {
    var reviewer = new Actor(people.add("Grace " + UUID.randomUUID(), Role.REVIEWER).id());
    var face = harmonious(3);
    assertThatThrownBy(() -> pins.pin(face.id(), pins.unseen(), reviewer))
        .isInstanceOf(NotAllowed.class);
    var pin = pinned(face);
    assertThatThrownBy(() -> pins.unpin(pin.id(), reviewer)).isInstanceOf(NotAllowed.class);
    pins.change(pin.id(), pin.wish().withLeast(new LeastPoints(2)), ada);
    pins.unpin(pin.id(), ada);
    for (var kind :
        List.of(AuditKind.FACE_PINNED, AuditKind.PIN_CHANGED, AuditKind.FACE_UNPINNED)) {
      var query =
          new AuditQuery(
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.of(kind.code()),
              Optional.empty(),
              List.of());
      assertThat(audit.list(query, Long.MAX_VALUE, 50))
          .as(kind.words())
          .anySatisfy(entry -> {
            assertThat(entry.subject()).isEqualTo(pin.id().toString());
            assertThat(entry.facts().toString()).doesNotContain(pin.place().words().prompt());
          });
    }
  }

  @Test
  void whatWasFoundIsKeptOnceAndWhatIsJudgedOtherwiseIsAddedToIt() {
    var face = harmonious(3);
    var there = face(NEW, PinPlace.of(face.prompt()));
    var pin = pins.pin(face.id(), pins.unseen(), ada);
    checks.keep(checks.run(run(NEW)).orElseThrow());
    assertThat(checks.newest(pin.id(), 10)).as("it was drawn before it was pinned").isEmpty();
    early(pin);
    keep();
    keep();
    scores.record(there, Mark.of(new Checklist(true, false, true), false, ""), ada);
    keep();
    keep();
    scores.record(there, Mark.of(new Checklist(true, true, true), false, ""), ada);
    keep();
    assertThat(checks.history(pin.id(), "run", NEW.run()))
        .extracting(PinFinding::words)
        .containsExactly(
            "held, 3 of 3",
            "broke, 2 of 3: not brows ↔ tension",
            "not judged: nobody has scored it yet");
    assertThat(checks.newest(pin.id(), 10)).extracting(PinFinding::state).containsExactly("held");
  }

  private void keep() {
    checks.keep(checks.run(run(NEW)).orElseThrow());
  }

  @Test
  void theJudgeIsChosenAndTrainingsAreHeldAgainstThoseOfTheMachineAlone() {
    var face = harmonious(3);
    scores.record(face, Mark.of(new Checklist(true, true, false), false, ""), ada);
    assertThat(pins.usual(face.id())).isEqualTo(pins.byPeople(face.id()));
    assertThat(pins.byPeople(face.id()).least()).isEqualTo(new LeastPoints(2));
    assertThat(pins.byMachine(face.id()).least()).isEqualTo(LeastPoints.HARMONIOUS);
    var people = pins.pinExactly(face.id(), pins.byPeople(face.id()), ada);
    assertThat(checks.ofTrainings()).isEmpty();
    assertThat(checks.notOfTrainings()).extracting(Pin::id).containsExactly(people.id());
    var machine = pins.pinExactly(face.id(), pins.byMachine(face.id()), ada);
    assertThat(checks.ofTrainings()).extracting(Pin::id).containsExactly(machine.id());
    assertThat(new DrawnPins(checks).toDraw()).containsExactly(machine.place().prompt());
    assertThatThrownBy(() -> pins.pinExactly(face.id(), pins.unseen(), ada))
        .isInstanceOf(PinProblem.class)
        .hasMessageContaining("pinned already, as number " + people.id());
  }

  @Test
  void trainingsDrawThoseThatWerePinnedFirstAndTheOthersSayWhyTheyAreNotDrawn() {
    var some = runs.images(run(OLD)).stream().filter(image -> machine(image) > 0).toList();
    var machine = pins.byMachine(harmonious(3).id());
    assertThat(some).hasSizeGreaterThan(0);
    for (var image : runs.images(run(NEW))) {
      pins.pin(image.id(), machine, ada);
    }
    assertThat(pins.pinned()).hasSizeGreaterThan(DrawnPins.MOST);
    assertThat(new DrawnPins(checks).toDraw()).hasSize(DrawnPins.MOST);
    var beyond = checks.beyond();
    assertThat(beyond).hasSize(pins.pinned().size() - DrawnPins.MOST);
    var last = pins.pinned().getLast();
    assertThat(beyond).contains(last.id());
    var epoch =
        new Evaluation(
            1,
            20,
            OptionalDouble.empty(),
            new Evaluation.Reached(0, 0),
            List.of(),
            Optional.empty(),
            List.of(),
            Optional.empty());
    assertThat(EpochPins.held(pins.pinned(), "lora-v1", epoch))
        .filteredOn(check -> check.pin().id().equals(last.id()))
        .extracting(check -> check.state().words())
        .containsExactly(
            "not drawn: trainings draw the 48 places that were pinned first, and this came later");
  }

  @Test
  void whatIsPinnedAgainAsUsualIsThePinThatWasTakenAway() {
    var face = harmonious(3);
    var pin = pins.pinAsUsual(face.id(), ada);
    pins.change(pin.id(), pin.wish().withLeast(new LeastPoints(2)), ada);
    pins.unpin(pin.id(), ada);
    var again = pins.pinAsUsual(face.id(), ada);
    assertThat(again.id()).isEqualTo(pin.id());
    assertThat(again.wish().least()).isEqualTo(new LeastPoints(2));
    assertThat(again.pinnedAt()).isEqualTo(pin.pinnedAt());
    pins.unpin(pin.id(), ada);
    var grace = new Actor(people.add("Grace " + UUID.randomUUID(), Role.RESEARCHER).id());
    assertThat(pins.pinAsUsual(face.id(), grace).id()).isNotEqualTo(pin.id());
  }

  @Test
  void onlyPinsThatConcernThePictureStandThere() {
    var face = harmonious(3);
    var wish = pins.byMachine(face.id());
    var ofNew =
        pins.pin(
            face.id(),
            new PinWish(Optional.of("new"), wish.judge(), wish.least(), Optional.empty(), "cover"),
            ada);
    assertThat(pins.at(face.id())).isEmpty();
    assertThat(pins.at(face(NEW, ofNew.place()).id()))
        .extracting(Pin::id)
        .containsExactly(ofNew.id());
    assertThat(ofNew.isPlainOf(ada.person())).isFalse();
    assertThat(
            new PinWish(Optional.empty(), wish.judge(), wish.least(), Optional.empty(), "a\nb\tc")
                .reasonInALine())
        .isEqualTo("a b c");
  }

  @Test
  void aRunOfThousandsIsHeldAgainstHundredsInAMoment() {
    var some = runs.images(run(OLD));
    var many =
        IntStream.range(0, 5000)
            .mapToObj(index -> seeded(some.get(index % some.size()), index))
            .toList();
    var places =
        many.stream()
            .filter(image -> image.prompt().seed() % 25 == 0)
            .map(image -> PinPlace.of(image.prompt()))
            .collect(Collectors.toSet());
    assertThat(places).hasSize(200);
    RunFaces.matching(places, many);
    var begin = System.nanoTime();
    assertThat(RunFaces.matching(places, many)).hasSize(200);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(500));
  }

  private static RunImage seeded(RunImage image, long seed) {
    var prompt = image.prompt();
    return new RunImage(
        image.id(),
        image.experiment(),
        image.model(),
        new MatrixPrompt(
            prompt.archetype(),
            prompt.emotion(),
            prompt.cfgScale(),
            seed,
            prompt.prompt() + " <lora:soft-v1:0.8>",
            prompt.negativePrompt()),
        image.fileName(),
        image.file(),
        image.sha256(),
        image.width(),
        image.height(),
        image.createdAt(),
        image.reading());
  }

  @Test
  void allThatWasDrawnSinceIsHeldAgainstWhatItDrew() {
    assertThat(checks.all()).isEmpty();
    var pin = pinned(harmonious(1));
    assertThat(checks.all()).as("nothing was drawn since").isEmpty();
    early(pin);
    assertThat(checks.all())
        .extracting(report -> report.subject().name())
        .containsExactlyInAnyOrder(OLD.run(), NEW.run());
  }
}
