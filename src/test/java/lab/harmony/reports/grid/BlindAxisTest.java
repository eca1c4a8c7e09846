package lab.harmony.reports.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.DrawnExperiment;
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
import lab.harmony.blind.session.Said;
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
@Tag("unit")
@Tag("lab")
class BlindAxisTest {

  private static final String TITLE = "Better = 50 %? a|b ~ c";
  private static final GridFact MODEL = GridFact.of(ImageAxis.MODEL);

  @TempDir static Path folder;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    DrawnExperiment.copyPrompts(folder);
    DrawnExperiment.of("base", "doodle-base", 42).write(folder);
    DrawnExperiment.of("anime", "doodle-anime", 42).write(folder);
    registry.add("harmony.workspace", folder::toString);
    registry.add("harmony.data", () -> folder.resolve("data").toString());
    registry.add("spring.datasource.url", () -> "jdbc:h2:mem:blind-axis");
    registry.add("harmony.person", () -> "Ada");
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
    var session = started(BlindForm.POINTS);
    // each rater says something else, and now and then nothing
    for (int rater = 0; rater < raters.size(); rater++) {
      int by = rater;
      answer(
          session,
          raters.get(rater),
          position ->
              position % 7 == by
                  ? BlindAnswer.ofNothing()
                  : BlindAnswer.ofPoints((position * (by + 1)) % 4, position % 11 == 0));
    }
    tellsNothing(session);

    sessions.close(session.id(), ada);

    var fact = fact(session);
    var grid = grid(fact, GridFilter.NONE);
    assertThat(grid.offered()).contains(fact);
    var expected = inTheMiddle(session);
    assertThat(expected.values()).contains("0", "1", "2", "3");
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
    assertThat(good.rows().stream().map(GridLine::label))
        .as("the axis of a filter tells no arm that the pictures do not tell")
        .containsExactly("doodle-base", "doodle-anime");
  }

  @Test
  void picturesThatWereComparedWerePreferredOrNot() {
    var session = started(BlindForm.PAIRS);
    for (var rater : raters) {
      // the first two agree where they are not asked the same, and the third says nothing of some
      answer(
          session,
          rater,
          position ->
              position % 5 == 0
                  ? BlindAnswer.ofNothing()
                  : BlindAnswer.ofPair(position % 3 == 0 ? Choice.EQUAL : Choice.LEFT, false));
    }
    tellsNothing(session);
    sessions.close(session.id(), ada);

    var fact = fact(session);
    var byPlace =
        pictures().stream()
            .collect(
                Collectors.groupingBy(picture ->
                    List.of(
                        picture.position().archetype(),
                        picture.position().emotion(),
                        picture.position().cfgScale())));
    var seen =
        byPlace.values().stream()
            .map(two -> two.stream().map(fact::of).sorted().toList())
            .distinct()
            .toList();
    assertThat(seen)
        .contains(List.of("not preferred", "preferred"))
        .isSubsetOf(
            List.of("not preferred", "preferred"),
            List.of("even", "even"),
            List.of("cannot tell", "cannot tell"));
  }

  @Test
  void aSessionThatHoldsNoMoreTellsNothing() {
    var session = started(BlindForm.POINTS);
    raters.forEach(rater -> answer(session, rater, at -> BlindAnswer.ofPoints(at % 2, false)));
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
    var fact = new SessionFact(new ClosedSession(started(BlindForm.POINTS).id(), TITLE));
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
    assertThat(GridAddress.read("base", Map.of("show", List.of("session.x=3"))).problems())
        .singleElement()
        .asString()
        .contains("session.x=3", "session.ID=VERDICT");
  }

  private BlindSession started(BlindForm form) {
    return sessions.start(
        new BlindSetup(
            TITLE + " " + UUID.randomUUID(),
            form,
            List.of(new BlindArm("base", "doodle-base"), new BlindArm("anime", "doodle-anime")),
            raters,
            3,
            10),
        ada);
  }

  private void answer(BlindSession session, PersonId rater, IntFunction<BlindAnswer> said) {
    var by = new Actor(rater);
    rating
        .task(session.id(), by)
        .orElseThrow()
        .places()
        .forEach(place ->
            rating.say(
                session.id(),
                new Said(
                    place.position(),
                    UUID.randomUUID().toString(),
                    "",
                    false,
                    said.apply(place.position()),
                    Duration.ofSeconds(2)),
                by));
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
  private Map<ImageId, String> inTheMiddle(BlindSession session) {
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
