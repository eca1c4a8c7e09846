package lab.harmony.blind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lab.harmony.DrawnExperiment;
import lab.harmony.PlantedLab;
import lab.harmony.audit.AuditTrail;
import lab.harmony.blind.results.published.PublishedCheck;
import lab.harmony.blind.rule.StopState;
import lab.harmony.blind.session.BlindAnswer;
import lab.harmony.blind.session.BlindArm;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.BlindProblem;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.blind.session.BlindSetup;
import lab.harmony.blind.session.Blindness;
import lab.harmony.blind.session.Ended;
import lab.harmony.blind.session.Said;
import lab.harmony.blind.session.SessionId;
import lab.harmony.blind.session.StopWhen;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.PersonId;
import lab.harmony.people.Role;
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

/// By what rule a session is to be closed: chosen, sealed, and held against what its close was.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@DirtiesContext
@ActiveProfiles("headless")
@Tag("process")
class BlindStopTest {

  private static final BlindArm BASE = new BlindArm("base", "doodle-base");
  private static final BlindArm ANIME = new BlindArm("anime", "doodle-anime");

  @TempDir static Path folder;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    DrawnExperiment.copyPrompts(folder);
    DrawnExperiment.of("base", "doodle-base", 42).write(folder);
    DrawnExperiment.of("anime", "doodle-anime", 42).write(folder);
    PlantedLab.in(folder, "blind-stop", registry);
  }

  @Autowired BlindSessions sessions;
  @Autowired BlindRating rating;
  @Autowired SessionRecords records;
  @Autowired BlindStore store;
  @Autowired FrozenStore frozen;
  @Autowired People people;
  @Autowired JdbcClient database;
  @Autowired AnswerStore answers;
  @Autowired KeptSessions kept;
  @Autowired KnownCloses known;
  @Autowired AuditTrail audit;

  private Actor ada;
  private PersonId grace;
  private PersonId linus;

  @BeforeEach
  void people() {
    ada = Actor.of(people.local());
    grace = people.add("Grace " + UUID.randomUUID(), Role.REVIEWER).id();
    linus = people.add("Linus " + UUID.randomUUID(), Role.REVIEWER).id();
  }

  private BlindSetup setup(StopWhen stop) {
    return new BlindSetup(
            "Which face?", BlindForm.PAIRS, List.of(BASE, ANIME), List.of(grace, linus), 2, 10)
        .withStop(stop);
  }

  private static StopWhen each(int answers) {
    return new StopWhen(StopWhen.Kind.EACH, answers);
  }

  private static StopWhen total(int answers) {
    return new StopWhen(StopWhen.Kind.TOTAL, answers);
  }

  /// Somebody prefers the first arm wherever they have not answered yet, so often.
  private void answers(BlindSession session, PersonId rater, int times) {
    var units = frozen.units(session.id());
    var task = rating.task(session.id(), new Actor(rater)).orElseThrow();
    frozen.showings(session.id(), rater).stream()
        .filter(showing -> task.places().get(showing.position()).standing().isEmpty())
        .limit(times)
        .forEach(showing -> {
          boolean first =
              units.get(showing.unit()).pictures().get(showing.pictures().getFirst()).arm() == 0;
          var choice = first ? BlindAnswer.Choice.LEFT : BlindAnswer.Choice.RIGHT;
          assertThat(
                  rating.say(
                      session.id(),
                      new Said(
                          showing.position(),
                          UUID.randomUUID().toString(),
                          "",
                          false,
                          BlindAnswer.ofPair(choice, false),
                          Duration.ofSeconds(2)),
                      new Actor(rater)))
              .isEqualTo(BlindRating.Taken.KEPT);
        });
  }

  private BlindSession now(BlindSession session) {
    return sessions.find(session.id(), ada).orElseThrow();
  }

  private StopState state(BlindSession session) {
    return records.stopState(now(session), ada).orElseThrow();
  }

  private Ended closed(BlindSession session) {
    sessions.close(session.id(), ada);
    return now(session).closing().orElseThrow().ended().orElseThrow();
  }

  private String words(BlindSession session) {
    closed(session);
    return String.join(" ", records.ending(records.of(now(session), ada)));
  }

  private String published(BlindSession session) {
    return new String(records.published(session.id(), ada), StandardCharsets.UTF_8);
  }

  @Test
  void theRuleIsToldInThePlanAndSealedBeforeTheFirstAnswer() {
    assertThat(sessions.plan(setup(StopWhen.ALL), ada).stop())
        .isEqualTo("By its rule it closes when everything it asks about arms is answered.");
    assertThat(sessions.plan(setup(each(30)), ada).stop())
        .startsWith(
            "By its rule it closes once each rater has given 30 answers. That takes each about")
        .contains("may show less");
    assertThat(sessions.plan(setup(StopWhen.IS_SETTLED), ada).stop())
        .contains("at 5 % however often one looks", "a little too sure");
    for (var rule : List.of(StopWhen.ALL, StopWhen.IS_SETTLED, each(30), total(60))) {
      var session = sessions.start(setup(rule), ada);
      var mapping = frozen.mapping(session.id());
      assertThat(mapping.stop()).contains(rule);
      assertThat(mapping.text()).startsWith(SealedMapping.FORMAT + "\n");
      assertThat(mapping.commitment().hex()).isEqualTo(session.commitment());
      assertThat(state(session).sentences().getFirst()).startsWith(rule.sentence());
      closed(session);
      var file = published(session);
      assertThat(PublishedCheck.of(file).problems()).isEmpty();
      var other = file.replace("stop\\t" + rule.kind().code(), "stop\\tother");
      assertThat(other).isNotEqualTo(file);
      assertThat(PublishedCheck.of(other).problems())
          .as("the rule is part of what was sealed")
          .hasSize(2)
          .anySatisfy(it -> assertThat(it).contains("The mapping is not the one that was sealed"))
          .anySatisfy(it -> assertThat(it).contains("“stop other", "is none that"));
    }
  }

  @Test
  void aRuleThatTheSessionCannotComeToIsRefused() {
    assertThatThrownBy(() -> sessions.plan(setup(each(54)), ada))
        .isInstanceOf(BlindProblem.class)
        .hasMessageContaining("1 to 53 answers", "got 54");
    assertThatThrownBy(() -> sessions.plan(setup(total(0)), ada))
        .hasMessageContaining("1 to 106 answers are given in all, got 0");
    assertThat(sessions.plan(setup(total(106)), ada).stop()).contains("106 answers");
    assertThat(sessions.plan(setup(total(114)).withGold(4), ada).stop())
        .as("with gold")
        .contains("114 answers");
    assertThatThrownBy(() ->
            sessions.start(
                new BlindSetup("One", BlindForm.POINTS, List.of(BASE), List.of(grace), 1, 10)
                    .withStop(StopWhen.IS_SETTLED),
                ada))
        .isInstanceOf(BlindProblem.class)
        .hasMessageContaining("nothing to settle");
  }

  @Test
  void theCloseSaysWhetherItFollowedARuleThatCountsAnswersOrWasEarly() {
    var early = sessions.start(setup(each(3)), ada);
    answers(early, grace, 5);
    answers(early, linus, 2);
    assertThat(state(early).sentences()).contains(each(3).sentence() + " 1 of 2 raters have.");
    assertThat(state(early).early()).hasValueSatisfying(it -> assertThat(it).contains("is early"));
    assertThat(words(early))
        .contains(
            "closed early, against the rule",
            "once each rater has given 3 answers. At the close they had given 2 to 5.");

    var reached = sessions.start(setup(each(3)), ada);
    answers(reached, grace, 3);
    answers(reached, linus, 3);
    assertThat(state(reached).sentences()).contains("That is enough.");
    assertThat(state(reached).early()).isEmpty();
    assertThat(words(reached))
        .contains(
            "by the rule",
            "each rater had given 3 answers or more. At the close each had given 3.");
    assertThat(now(reached).closing().orElseThrow().ended()).contains(Ended.RULE);

    var total = sessions.start(setup(total(4)), ada);
    answers(total, grace, 3);
    assertThat(state(total).ended()).isEqualTo(Ended.EARLY);
    answers(total, linus, 1);
    assertThat(closed(total)).isEqualTo(Ended.RULE);
  }

  @Test
  void whatSettlesIsLookedAtOnlyWhereThatIsTheRule() {
    var settled = sessions.start(setup(StopWhen.IS_SETTLED), ada);
    var whole = sessions.start(setup(StopWhen.ALL), ada);
    for (var session : List.of(settled, whole)) {
      answers(session, grace, 45);
      answers(session, linus, 45);
    }
    var enough = state(settled).settled().orElseThrow();
    assertThat(enough.isEnough()).isTrue();
    assertThat(String.join(" ", state(settled).sentences()))
        .contains("That is enough")
        .doesNotContain("doodle", "base", "anime");
    assertThat(state(whole).settled()).isEmpty();
    assertThat(closed(settled)).isEqualTo(Ended.RULE);
    assertThat(records.stopState(now(settled), ada)).as("once closed").isEmpty();
    assertThat(PublishedCheck.of(published(settled)).problems()).isEmpty();
    assertThat(
            PublishedCheck.of(
                    published(settled)
                        .replaceFirst("\"ended\" ?: \"rule\"", "\"ended\" : \"complete\""))
                .problems())
        .hasSize(2)
        .anySatisfy(it -> assertThat(it).contains("ended complete", "ended rule"))
        .anySatisfy(it -> assertThat(it).contains("says “complete”", "follows “rule”"));
    assertThat(words(whole)).contains("closed early, against the rule", "when everything it asks");

    var complete = sessions.start(setup(StopWhen.ALL), ada);
    answers(complete, grace, 53);
    answers(complete, linus, 53);
    assertThat(closed(complete)).isEqualTo(Ended.COMPLETE);
  }

  @Test
  void aRuleOfOneAnswerIsSaidInTheSingular() {
    assertThat(Ended.RULE.words(Optional.of(each(1))))
        .endsWith("each rater had given an answer or more.");
    assertThat(Ended.RULE.words(Optional.of(total(1)))).endsWith("an answer or more was given.");
    assertThat(total(1).came(List.of(2, 0))).contains("At the close there were 2.");
    assertThat(sessions.plan(setup(each(30)), ada).stop()).contains("also of gold");
  }

  @Test
  void aSessionStaysOpenWhereItsCloseWouldSayWhatWhoeverClosesItWasNotTold() {
    var session = sessions.start(setup(each(1)), ada);
    answers(session, grace, 1);
    assertThatThrownBy(() -> sessions.close(session.id(), ada, "", Optional.of(Ended.RULE)))
        .isInstanceOf(BlindProblem.class)
        .hasMessageContaining("A close now is early");
    assertThat(now(session).isOpen()).isTrue();
    answers(session, linus, 1);
    sessions.close(session.id(), ada, "", Optional.of(Ended.RULE));
    assertThat(now(session).closing().orElseThrow().ended()).contains(Ended.RULE);
  }

  /// Somebody becomes a researcher after all was read and before the session is held.
  @Test
  void whoIsNotBlindAnyMoreWhileASessionIsClosedIsLeftOutOfWhetherItFollowedItsRule() {
    var session = sessions.start(setup(StopWhen.IS_SETTLED), ada);
    answers(session, grace, 45);
    assertThat(state(session).ended()).isEqualTo(Ended.RULE);
    var changing =
        new BlindStore(database) {
          @Override
          Set<PersonId> notBlind(SessionId id) {
            seesArms(id, grace, Instant.now());
            return super.notBlind(id);
          }
        };
    new SessionClose(changing, answers, kept, known, audit, Clock.systemUTC())
        .close(session.id(), ada, "", "", Optional.empty());
    var closed = now(session);
    assertThat(closed.rater(grace).orElseThrow().blindness()).isEqualTo(Blindness.NOT_BLIND);
    assertThat(PublishedCheck.of(published(closed)).problems()).isEmpty();
    assertThat(closed.closing().orElseThrow().ended())
        .as("nobody else answered")
        .contains(Ended.EARLY);
  }

  /// They are closed by what held for them, and their files are checked as before.
  @Test
  void sessionsThatWereStartedBeforeRulesWereChosenAreClosedAndCheckedAsTheyWere() {
    for (var format : List.of(SealedMapping.WITHOUT_RULE, SealedMapping.BEFORE)) {
      var session = sessions.start(setup(StopWhen.ALL), ada);
      var mapping = frozen.mapping(session.id());
      var before =
          new SealedMapping(
              mapping
                  .text()
                  .replace(SealedMapping.FORMAT, format)
                  .replaceAll("(stop|alike|left-out)\t[^\n]*\n", ""),
              mapping.nonce());
      database
          .sql("update blind_session set mapping = :mapping, commitment = :sha256 where id = :id")
          .param("mapping", before.text())
          .param("sha256", before.commitment().hex())
          .param("id", session.id().value())
          .update();
      answers(session, grace, 45);
      answers(session, linus, 45);
      assertThat(state(session).chosen()).isEmpty();
      assertThat(state(session).sentences().getFirst()).contains("before one chose");
      assertThat(closed(session)).isEqualTo(Ended.RULE);
      assertThat(Ended.RULE.words(Optional.empty())).contains("a little too sure");
      assertThat(records.ending(records.of(now(session), ada)))
          .as("what was left out nobody wrote down")
          .last(STRING)
          .startsWith("Which pictures of the arms were not rated, and why, is not known");
      var check = PublishedCheck.of(published(now(session)));
      assertThat(check.problems()).isEmpty();
      assertThat(check.commitment()).isEqualTo(before.commitment().hex());
    }
    assertThat(words(sessions.start(setup(StopWhen.ALL), ada)))
        .as("of one of now it is known")
        .doesNotContain("not known");
  }
}
