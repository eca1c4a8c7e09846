package lab.harmony.blind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lab.harmony.DrawnExperiment;
import lab.harmony.PlantedLab;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditQuery;
import lab.harmony.audit.AuditTrail;
import lab.harmony.blind.guests.BlindGuests;
import lab.harmony.blind.results.BlindReading;
import lab.harmony.blind.results.published.PublishedCheck;
import lab.harmony.blind.results.telling.BlindTelling;
import lab.harmony.blind.session.BlindAnswer;
import lab.harmony.blind.session.BlindArm;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.BlindProblem;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.blind.session.BlindSetup;
import lab.harmony.blind.session.GuestWay;
import lab.harmony.blind.session.Said;
import lab.harmony.json.Json;
import lab.harmony.people.Actor;
import lab.harmony.people.NotAllowed;
import lab.harmony.people.People;
import lab.harmony.people.PersonId;
import lab.harmony.people.Role;
import lab.harmony.workspace.Sha256;
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

/// What guests answered by which link, and what becomes of it when somebody else had the link.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@DirtiesContext
@ActiveProfiles("headless")
@Tag("process")
class GuestAnswersTest {

  private static final String WHY = "Somebody else used Zoe's link.";

  @TempDir static Path folder;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    DrawnExperiment.copyPrompts(folder);
    DrawnExperiment.of("base", "doodle-base", 42).write(folder);
    DrawnExperiment.of("anime", "doodle-anime", 42).write(folder);
    PlantedLab.in(folder, "guest-answers", registry);
  }

  @Autowired BlindSessions sessions;
  @Autowired BlindGuests guests;
  @Autowired SessionRecords records;
  @Autowired BlindReading reading;
  @Autowired AuditTrail audit;
  @Autowired People people;
  @Autowired JdbcClient database;

  private Actor ada;
  private BlindSession session;
  private PersonId zoe;

  @BeforeEach
  void session() {
    ada = Actor.of(people.local());
    session = started(ada);
    zoe = session.people().getFirst();
  }

  private BlindSession started(Actor by) {
    return sessions.start(
        new BlindSetup(
                "With a guest",
                BlindForm.PAIRS,
                List.of(new BlindArm("base", "doodle-base"), new BlindArm("anime", "doodle-anime")),
                List.of(),
                List.of("Zoe"),
                1,
                10)
            .withGold(4),
        by);
  }

  private BlindGuests.Browser browser() {
    return guests.begin(guests.link(session.id(), zoe, ada)).orElseThrow();
  }

  private BlindRating.Taken say(BlindGuests.Browser browser, int position, String knew) {
    return guests.say(browser, said(position, knew), 0).orElseThrow();
  }

  private static Said said(int position, String knew) {
    return new Said(
        position,
        UUID.randomUUID().toString(),
        knew,
        false,
        BlindAnswer.ofPair(BlindAnswer.Choice.LEFT, false),
        Duration.ofSeconds(2));
  }

  private String standing(BlindGuests.Browser browser, int position) {
    return guests.task(browser).orElseThrow().places().get(position).standing();
  }

  private BlindSession now() {
    return sessions.find(session.id(), ada).orElseThrow();
  }

  private List<GuestWay> ways() {
    return guests.ways(session.id(), ada).get(zoe);
  }

  private Map<String, String> told(AuditKind kind) {
    return audit
        .list(
            new AuditQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(kind.code()),
                Optional.empty(),
                List.of(session.id().value())),
            Long.MAX_VALUE,
            5)
        .getFirst()
        .facts();
  }

  @Test
  void answersKnowTheLinkTheyCameByAndAreTakenOutWithIt() {
    var stranger = browser();
    for (int position = 0; position < 40; position++) {
      assertThat(say(stranger, position, "")).isEqualTo(BlindRating.Taken.KEPT);
    }
    var guest = browser();
    assertThat(guests.sitting(stranger)).isEmpty();
    assertThat(say(guest, 0, standing(guest, 0))).isEqualTo(BlindRating.Taken.KEPT);
    say(guest, 40, "");
    var known = standing(guest, 1);
    assertThat(known).isNotEmpty();
    assertThat(ways()).extracting(GuestWay::number).containsExactly(1, 2);
    assertThat(ways()).extracting(GuestWay::answers).containsExactly(40, 2);
    assertThat(now().answered()).isEqualTo(41);

    guests.takeOut(session.id(), zoe, 1, ada, WHY);

    assertThat(now().answered()).as("what came by the other link").isEqualTo(2);
    assertThat(standing(guest, 0)).isNotEmpty();
    assertThat(standing(guest, 1)).as("asked again").isEmpty();
    assertThat(say(guest, 1, known))
        .as("of a page that was open meanwhile")
        .isEqualTo(BlindRating.Taken.KEPT);
    assertThat(say(guest, 2, "")).isEqualTo(BlindRating.Taken.KEPT);
    assertThat(now().answered()).isEqualTo(4);
    assertThat(ways().getFirst().out())
        .hasValueSatisfying(out -> {
          assertThat(out.by().orElseThrow().id()).isEqualTo(ada.person());
          assertThat(out.reason()).isEqualTo(WHY);
        });
    assertThat(told(AuditKind.BLIND_GUEST_ANSWERS_TAKEN_OUT))
        .containsEntry("guest", "Zoe")
        .containsEntry("link", "1")
        .containsEntry("answers", "40")
        .containsEntry("reason", WHY);
    assertThatThrownBy(() -> guests.takeOut(session.id(), zoe, 1, ada, WHY))
        .isInstanceOf(BlindProblem.class)
        .hasMessageContaining("nothing to take out");

    sessions.close(session.id(), ada);
    var text = new String(records.published(session.id(), ada), StandardCharsets.UTF_8);
    assertThat(text).contains("harmony-blind-session/5", "harmony-blind-close/3");
    assertThat(text.split("\\\\ttaken-out", -1)).as("they stay in the file").hasSize(41);
    var check = PublishedCheck.of(text);
    assertThat(check.problems()).as("also what it says of gold").isEmpty();
    assertThat(check.answers()).isEqualTo(44);
    assertThat(PublishedCheck.of(text.replaceFirst("\\\\ttaken-out", "\\\\tanswer")).problems())
        .anySatisfy(problem -> assertThat(problem).contains("The answers were changed"));
    assertThatThrownBy(() -> guests.takeOut(session.id(), zoe, 2, ada, WHY))
        .as("after the close nothing changes")
        .isInstanceOf(BlindProblem.class)
        .hasMessageContaining("closed");
    assertThat(now().answered()).isEqualTo(4);
  }

  @Test
  void whatWasTakenOutIsSaidWithAReasonAndStandsInTheCloseAndInWhatIsTold() {
    var stranger = browser();
    say(stranger, 0, "");
    say(stranger, 0, standing(stranger, 0));
    say(browser(), 1, "");
    assertThatThrownBy(() -> guests.takeOut(session.id(), zoe, 1, ada, "  "))
        .isInstanceOf(BlindProblem.class)
        .hasMessageContaining("Say why");
    assertThat(ways().getFirst().out()).isEmpty();
    guests.takeOut(session.id(), zoe, 1, ada, WHY);
    sessions.close(session.id(), ada);

    var told = BlindTelling.ofArms(reading.told(now(), ada)).getFirst().paragraphs();
    assertThat(told.getFirst()).startsWith("It was closed early, against the rule");
    assertThat(told.get(1))
        .startsWith("What rater 1, a guest, said by link 1 was taken out before the close, on ")
        .endsWith("and counts for nothing (2 lines of the answers).");
    assertThat(String.join(" ", told)).as("names nobody").doesNotContain("Zoe", "Ada");

    var text = published();
    assertThat(text).contains("taken-out\\t1\\t1\\t20").doesNotContain("Zoe");
    assertThat(PublishedCheck.of(text).problems()).isEmpty();
    assertThat(PublishedCheck.of(text.replaceFirst("\"rows\" ?: 2", "\"rows\" : 1")).problems())
        .hasSize(2)
        .anySatisfy(it -> assertThat(it).contains("1 answers of rater 1", "2 are marked"))
        .anySatisfy(it -> assertThat(it).contains("taken-out 1 1 ", "instead of"));
  }

  /// Their close does not say by which links.
  @Test
  void closesOfBeforeOfWhichAnswersWereTakenOutAreWrittenAndCheckedAsTheyWere() {
    say(browser(), 0, "");
    guests.takeOut(session.id(), zoe, 1, ada, WHY);
    sessions.close(session.id(), ada);
    set("close_format", 2);
    set("close_sha256", Sha256.of(Json.object(published()).path("close").asString()).hex());
    var text = published();
    assertThat(text)
        .contains("harmony-blind-session/4", "harmony-blind-close/2")
        .doesNotContain("takenOut");
    assertThat(PublishedCheck.of(text).problems()).isEmpty();
  }

  private void set(String column, Object value) {
    database
        .sql("update blind_session set %s = :value where id = :id".formatted(column))
        .param("value", value)
        .param("id", session.id().value())
        .update();
  }

  private String published() {
    return new String(records.published(session.id(), ada), StandardCharsets.UTF_8);
  }

  @Test
  void whatStoodBeforeStandsAgainAndTheLinkIsTakenBackWithItsAnswers() {
    var first = browser();
    say(first, 0, "");
    var own = standing(first, 0);
    var stranger = browser();
    say(stranger, 0, own);
    say(stranger, 1, "");
    guests.takeOut(session.id(), zoe, 2, ada, WHY);
    assertThat(guests.sitting(stranger)).isEmpty();
    assertThat(guests.say(stranger, said(2, ""), 0)).isEmpty();
    var third = browser();
    assertThat(standing(third, 0)).isEqualTo(own);
    assertThat(now().answered()).isEqualTo(1);
  }

  @Test
  void whatWaitedInABrowserBelongsToTheLinkByWhichItWasSaid() {
    browser();
    var guest = browser();
    assertThat(guests.link(guest)).isEqualTo(2);
    guests.takeOut(session.id(), zoe, 1, ada, WHY);
    assertThat(guests.say(guest, said(0, ""), 1)).contains(BlindRating.Taken.KEPT);
    assertThat(guests.say(guest, said(1, ""), 2)).contains(BlindRating.Taken.KEPT);
    assertThat(guests.say(guest, said(2, ""), 9)).as("no link of theirs").isPresent();
    assertThat(ways()).extracting(GuestWay::answers).containsExactly(1, 2);
    assertThat(now().answered()).as("what the stranger said is out").isEqualTo(2);
  }

  @Test
  void aStrangerWhoOnlyTookBackIsTakenOutToo() {
    var own = browser();
    say(own, 0, "");
    var knew = standing(own, 0);
    var stranger = browser();
    assertThat(
            guests.say(
                stranger,
                new Said(
                    0,
                    UUID.randomUUID().toString(),
                    knew,
                    true,
                    BlindAnswer.ofNothing(),
                    Duration.ZERO),
                2))
        .contains(BlindRating.Taken.KEPT);
    assertThat(now().answered()).isZero();
    assertThat(ways().getLast().isAnySaid()).isTrue();
    assertThat(ways().getLast().takenBack()).isOne();
    guests.takeOut(session.id(), zoe, 2, ada, WHY);
    assertThat(now().answered()).isOne();
  }

  @Test
  void onlyWhoeverMadeASessionAndOwnersDecideHowItsGuestsComeIn() {
    var maker = Actor.of(people.add("Mae " + UUID.randomUUID(), Role.RESEARCHER));
    var other = Actor.of(people.add("Otto " + UUID.randomUUID(), Role.RESEARCHER));
    var reviewer = Actor.of(people.add("Rae " + UUID.randomUUID(), Role.REVIEWER));
    session = started(maker);
    zoe = session.people().getFirst();
    var link = guests.link(session.id(), zoe, maker);
    say(guests.begin(link).orElseThrow(), 0, "");
    assertThatThrownBy(() -> guests.link(session.id(), zoe, other))
        .isInstanceOf(BlindProblem.class)
        .hasMessageContaining("Only whoever made a session, and owners");
    assertThatThrownBy(() -> guests.revoke(session.id(), zoe, other))
        .isInstanceOf(BlindProblem.class);
    assertThatThrownBy(() -> guests.takeOut(session.id(), zoe, 1, other, WHY))
        .isInstanceOf(BlindProblem.class);
    assertThatThrownBy(() -> guests.takeOut(session.id(), zoe, 1, reviewer, WHY))
        .isInstanceOf(NotAllowed.class);
    assertThat(ways()).singleElement().satisfies(way -> assertThat(way.revoked()).isEmpty());
    guests.takeOut(session.id(), zoe, 1, ada, WHY);
    assertThat(guests.link(session.id(), zoe, ada)).as("an owner").isNotEmpty();
  }

  @Test
  void aGuestLeavesABrowserAndComesBackByANewLinkAlone() {
    var browser = browser();
    say(browser, 0, "");
    guests.leave(browser);
    guests.leave(browser);
    assertThat(guests.sitting(browser)).isEmpty();
    assertThat(guests.say(browser, said(1, ""), 0)).isEmpty();
    assertThat(ways().getFirst().left()).isPresent();
    assertThat(told(AuditKind.BLIND_GUEST_LEFT)).containsEntry("guest", "Zoe");
    var next = browser();
    assertThat(standing(next, 0)).as("what was answered stays").isNotEmpty();
  }

  @Test
  void whatComesAfterTheCloseIsToldToTheGuestAlsoOnceTheirBrowserEnded() {
    var browser = browser();
    say(browser, 0, "");
    sessions.close(session.id(), ada);
    assertThat(guests.say(browser, said(1, ""), 0)).contains(BlindRating.Taken.LATE);
    assertThat(guests.say(browser, said(1, ""), 0)).contains(BlindRating.Taken.LATE);
    database
        .sql(
            "update blind_guest_link set until_at = dateadd(day, -1, current_timestamp) where session = :id")
        .param("id", session.id().value())
        .update();
    assertThat(guests.say(browser, said(2, ""), 0)).contains(BlindRating.Taken.LATE);
    assertThat(guests.ended(browser).orElseThrow().late()).as("by places").isEqualTo(2);
    assertThat(now().late()).isEqualTo(2);
    assertThat(now().answered()).isEqualTo(1);
    guests.revoke(session.id(), zoe, ada);
    assertThat(guests.say(browser, said(3, ""), 0)).as("taken back").isEmpty();
  }
}
