package lab.harmony.reports.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.DrawnExperiment;
import lab.harmony.PlantedLab;
import lab.harmony.blind.BlindRating;
import lab.harmony.blind.BlindSessions;
import lab.harmony.blind.SessionRecords;
import lab.harmony.blind.results.ClosedSession;
import lab.harmony.blind.session.BlindAnswer;
import lab.harmony.blind.session.BlindAnswer.Choice;
import lab.harmony.blind.session.BlindArm;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.blind.session.BlindSetup;
import lab.harmony.blind.session.Blindness;
import lab.harmony.blind.session.Said;
import lab.harmony.blind.session.SessionId;
import lab.harmony.blind.session.Unit;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.PersonId;
import lab.harmony.people.Role;
import lab.harmony.reports.grid.axes.GridAddress;
import lab.harmony.reports.grid.axes.GridAxes;
import lab.harmony.reports.grid.axes.GridAxis;
import lab.harmony.reports.grid.axes.GridFilter;
import lab.harmony.reports.grid.axes.GridLayout;
import lab.harmony.reports.grid.facts.GridFact;
import lab.harmony.reports.grid.facts.GridPicture;
import lab.harmony.reports.grid.facts.GridPictures;
import lab.harmony.reports.grid.facts.SessionFact;
import lab.harmony.review.Scores;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.images.ImageAxis;
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

/// What raters of a closed blind session said is an axis and a filter; of an open one a grid knows
/// nothing.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@DirtiesContext
@ActiveProfiles("headless")
@Tag("process")
class BlindAxisTest {

  private static final String TITLE = "Better = 50 %? a|b ~ c";
  private static final GridFact MODEL = GridFact.of(ImageAxis.MODEL);

  @TempDir static Path folder;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    DrawnExperiment.copyPrompts(folder);
    DrawnExperiment.of("base", "doodle-base", 42).write(folder);
    DrawnExperiment.of("anime", "doodle-anime", 42).write(folder);
    PlantedLab.in(folder, "blind-axis", registry);
  }

  @Autowired BlindSessions sessions;
  @Autowired BlindRating rating;
  @Autowired SessionRecords records;
  @Autowired GridPictures pictures;
  @Autowired Scores scores;
  @Autowired People people;
  @Autowired JdbcClient database;

  private Actor ada;
  private List<PersonId> raters;

  @BeforeEach
  void people() {
    ada = Actor.of(people.local());
    raters =
        Stream.of("Grace ", "Linus ", "Mary ")
            .map(name -> people.add(name + UUID.randomUUID(), Role.REVIEWER).id())
            .toList();
  }

  @Test
  void pointsOfAClosedSessionAreThoseInTheMiddleAndNoneAreToldBeforeItsClose() {
    var rosa = people.add("Rosa " + UUID.randomUUID(), Role.RESEARCHER).id();
    var session =
        started(BlindForm.POINTS, Stream.concat(raters.stream(), Stream.of(rosa)).toList());
    // each rater says something else of every other four, and now and then nothing
    for (int rater = 0; rater < raters.size(); rater++) {
      int by = rater;
      answer(
          session,
          raters.get(rater),
          (face, _) -> {
            int index = index(face);
            return index % 7 == by
                ? BlindAnswer.ofNothing()
                : BlindAnswer.ofPoints((index + by * (index / 4 % 2)) % 4, index % 11 == 10);
          });
    }
    answer(session, rosa, (_, _) -> BlindAnswer.ofPoints(3, false));
    tellsNothing(session);

    sessions.close(session.id(), ada);

    assertThat(sessions.find(session.id(), ada).orElseThrow().rater(rosa).orElseThrow().blindness())
        .isEqualTo(Blindness.NOT_BLIND);
    var fact = fact(session);
    var grid = grid(fact, GridFilter.NONE);
    assertThat(grid.offered()).contains(fact);
    var expected = inTheMiddle(session, rosa);
    assertThat(expected.values()).contains("0", "1", "2", "3", "intended conflict");
    var all = pictures();
    assertThat(all)
        .hasSize(96)
        .allSatisfy(picture -> assertThat(fact.of(picture)).isEqualTo(expected.get(picture.id())));
    assertThat(grid.size()).isEqualTo(96);
    assertThat(grid.values(fact)).startsWith("0", "1", "2", "3");

    var three = new GridFilter.SaidBlind(fact, "3");
    assertThat(grid.saidBlind()).contains(three);
    var good = grid(MODEL, new GridFilter(List.of(three)));
    assertThat(good.fair())
        .isNotEmpty()
        .allMatch(picture -> "3".equals(expected.get(picture.id())));
    assertThat(good.filtered()).isEqualTo(96 - good.size());
    var some = grid(MODEL, new GridFilter(List.of(three, new GridFilter.SaidBlind(fact, "0"))));
    assertThat(some.size())
        .isEqualTo(
            expected.values().stream().filter(value -> List.of("0", "3").contains(value)).count());
  }

  @Test
  void picturesThatWereComparedWerePreferredOrNot() {
    var session = started(BlindForm.PAIRS, raters);
    for (int rater = 0; rater < raters.size(); rater++) {
      int by = rater;
      answer(session, raters.get(rater), (pair, left) -> pairs(index(pair), left, by));
    }
    tellsNothing(session);
    sessions.close(session.id(), ada);

    var fact = fact(session);
    assertThat(pictures())
        .hasSize(96)
        .allSatisfy(picture -> {
          int arm = picture.experiment().equals("base") ? 0 : 1;
          assertThat(fact.of(picture))
              .as("%s of arm %d", picture.id(), arm)
              .isEqualTo(
                  switch (picture.id().index() % 6) {
                    case 0 -> "cannot tell";
                    case 1, 2 -> "even";
                    case 3 -> "intended conflict";
                    default -> picture.id().index() % 2 == arm ? "preferred" : "not preferred";
                  });
        });
  }

  private static BlindAnswer pairs(int index, int left, int rater) {
    return switch (index % 6) {
      case 0 -> BlindAnswer.ofNothing();
      case 1 -> BlindAnswer.ofPair(Choice.EQUAL, false);
      // two who do not agree, and one to whom both are bad
      case 2 ->
          BlindAnswer.ofPair(
              rater == 2 ? Choice.BOTH_BAD : left == rater ? Choice.LEFT : Choice.RIGHT, false);
      case 3 -> BlindAnswer.ofPair(Choice.LEFT, true);
      default -> BlindAnswer.ofPair(left == index % 2 ? Choice.LEFT : Choice.RIGHT, false);
    };
  }

  @Test
  void aPictureThatIsAnotherFileByNowIsNotTheOneThatWasRated() {
    var session = started(BlindForm.POINTS, raters);
    raters.forEach(
        rater -> answer(session, rater, (face, _) -> BlindAnswer.ofPoints(index(face) % 2, false)));
    sessions.close(session.id(), ada);
    var fact = fact(session);
    var first = scores.images("base").getFirst();
    var other =
        new RunImage(
            first.id(),
            first.experiment(),
            first.model(),
            first.prompt(),
            first.fileName(),
            first.file(),
            "0".repeat(64),
            first.width(),
            first.height(),
            first.createdAt(),
            first.reading());
    assertThat(pictures.of(List.of(first)))
        .singleElement()
        .satisfies(picture -> assertThat(fact.of(picture)).isEqualTo("0"));
    assertThat(pictures.of(List.of(other)))
        .singleElement()
        .satisfies(picture -> assertThat(fact.of(picture)).isEqualTo(GridFact.WITHOUT));
  }

  @Test
  void aSessionThatHoldsNoMoreTellsNothing() {
    var session = started(BlindForm.POINTS, raters);
    raters.forEach(
        rater -> answer(session, rater, (face, _) -> BlindAnswer.ofPoints(index(face) % 2, false)));
    sessions.close(session.id(), ada);
    assertThat(grid(MODEL, GridFilter.NONE).offered()).contains(fact(session));
    database
        .sql("update blind_session set voided = 'not-known' where id = :id")
        .param("id", session.id().value())
        .update();
    tellsNothing(session);
  }

  @Test
  void axisAndFilterStandInTheAddress() {
    var fact = new SessionFact(new ClosedSession(new SessionId("bk3f9q2ab"), TITLE));
    var address =
        GridAddress.of("base")
            .withAxes(
                new GridAxes(List.of(GridAxis.of(fact)), List.of(GridAxis.of(MODEL)), List.of()))
            .withFilter(
                new GridFilter(
                    List.of(
                        new GridFilter.SaidBlind(fact, "not preferred"), GridFilter.Trait.BROKEN)));
    var read = GridAddress.read("base", address.parameters());
    assertThat(read.problems()).isEmpty();
    assertThat(read.address()).isEqualTo(address);
    for (var typed : List.of("session.x=3", "session.bk3f9q2ab=4", "session.bk3f9q2ab=Preferred")) {
      assertThat(GridAddress.read("base", Map.of("show", List.of(typed))).problems())
          .singleElement()
          .asString()
          .contains(typed, "session.ID=VERDICT");
    }
    assertThat(GridFact.parse("session.bk3f9q2ab")).as("whatever it is called").isEqualTo(fact);
  }

  private BlindSession started(BlindForm form, List<PersonId> by) {
    return sessions.start(
        new BlindSetup(
            TITLE + " " + UUID.randomUUID(),
            form,
            List.of(new BlindArm("base", "doodle-base"), new BlindArm("anime", "doodle-anime")),
            by,
            by.size(),
            10),
        ada);
  }

  /// What somebody says of what lies before them.
  private interface Saying {
    /// @param left the arm of what lies on the left
    BlindAnswer of(Unit unit, int left);
  }

  private void answer(BlindSession session, PersonId rater, Saying saying) {
    var by = new Actor(rater);
    var record = records.of(sessions.find(session.id(), ada).orElseThrow(), ada);
    var units = record.units().stream().collect(Collectors.toMap(Unit::number, unit -> unit));
    assertThat(rating.task(session.id(), by)).isPresent();
    record.showings().stream()
        .filter(showing -> showing.rater().equals(rater))
        .forEach(showing -> {
          var unit = Objects.requireNonNull(units.get(showing.unit()));
          var left = unit.pictures().get(showing.pictures().getFirst()).arm();
          rating.say(
              session.id(),
              new Said(
                  showing.position(),
                  UUID.randomUUID().toString(),
                  "",
                  false,
                  saying.of(unit, left),
                  Duration.ofSeconds(2)),
              by);
        });
  }

  /// Of a picture in its run, the same for all arms.
  private static int index(Unit unit) {
    return unit.pictures().getFirst().image().index();
  }

  /// Neither what is offered nor a link that somebody types says anything of a session.
  private void tellsNothing(BlindSession session) {
    var all = pictures();
    assertThat(all.toString()).doesNotContain(session.title(), session.id().value());
    var grid = grid(MODEL, GridFilter.NONE);
    assertThat(grid.offered()).noneMatch(fact -> fact.text().contains(session.id().value()));
    assertThat(grid.saidBlind()).noneMatch(said -> said.fact().equals(fact(session)));
    assertThat(grid(fact(session), GridFilter.NONE).rows())
        .extracting(GridLine::values)
        .containsExactly(List.of(GridFact.WITHOUT));
    for (var value : List.of("0", "3", "preferred", "cannot tell")) {
      var filter = new GridFilter(List.of(new GridFilter.SaidBlind(fact(session), value)));
      assertThat(grid(MODEL, filter).size()).isZero();
    }
  }

  private static SessionFact fact(BlindSession session) {
    return new SessionFact(new ClosedSession(session.id(), session.title()));
  }

  private List<GridPicture> pictures() {
    return pictures.of(
        Stream.of("base", "anime").flatMap(slug -> scores.images(slug).stream()).toList());
  }

  private Grid grid(GridFact rows, GridFilter filter) {
    var axes =
        new GridAxes(
            List.of(GridAxis.of(rows)),
            List.of(GridAxis.of(GridFact.of(ImageAxis.EMOTION))),
            List.of());
    return Grid.of(GridLayout.of(axes).filtered(filter), pictures());
  }

  /// Counted once more, from what the session keeps.
  private Map<ImageId, String> inTheMiddle(BlindSession session, PersonId notBlind) {
    var record = records.of(sessions.find(session.id(), ada).orElseThrow(), ada);
    var answers =
        record.answers().stream()
            .collect(
                Collectors.toMap(
                    given -> given.rater() + " " + given.position(), given -> given.answer()));
    var expected = new HashMap<ImageId, String>();
    for (var unit : record.units()) {
      var said =
          record.showings().stream()
              .filter(showing -> showing.unit() == unit.number() && !showing.again())
              .filter(showing -> !showing.rater().equals(notBlind))
              .map(showing -> answers.get(showing.rater() + " " + showing.position()))
              .toList();
      var points =
          said.stream()
              .filter(answer -> !answer.cannotTell() && !answer.intendedConflict())
              .flatMap(answer -> answer.points().stream())
              .sorted()
              .toList();
      expected.put(
          unit.pictures().getFirst().image(),
          switch (points.size()) {
            case 0 ->
                said.stream().anyMatch(BlindAnswer::intendedConflict)
                    ? "intended conflict"
                    : "cannot tell";
            case 1, 2 -> points.getFirst().toString();
            default -> points.get(1).toString();
          });
    }
    return expected;
  }
}
