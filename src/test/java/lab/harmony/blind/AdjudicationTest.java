package lab.harmony.blind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import lab.harmony.DrawnExperiment;
import lab.harmony.PlantedLab;
import lab.harmony.accounts.Members;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditQuery;
import lab.harmony.audit.AuditTrail;
import lab.harmony.blind.guests.BlindGuests;
import lab.harmony.blind.results.BlindReading;
import lab.harmony.blind.results.findings.BlindFindings;
import lab.harmony.blind.results.published.PublishedCheck;
import lab.harmony.blind.results.rated.Rated;
import lab.harmony.blind.results.rated.RatedSession;
import lab.harmony.blind.results.rows.BlindRows;
import lab.harmony.blind.results.rows.RowsFile;
import lab.harmony.blind.results.telling.BlindTelling;
import lab.harmony.blind.results.telling.ToldSection;
import lab.harmony.blind.session.Besides;
import lab.harmony.blind.session.BlindAnswer;
import lab.harmony.blind.session.BlindAnswer.Choice;
import lab.harmony.blind.session.BlindArm;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.BlindProblem;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.blind.session.BlindSetup;
import lab.harmony.blind.session.Blindness;
import lab.harmony.blind.session.Ended;
import lab.harmony.blind.session.Said;
import lab.harmony.blind.session.Showing;
import lab.harmony.blind.session.StopWhen;
import lab.harmony.blind.session.Unit;
import lab.harmony.json.Json;
import lab.harmony.people.Actor;
import lab.harmony.people.NotAllowed;
import lab.harmony.people.People;
import lab.harmony.people.PersonId;
import lab.harmony.people.Role;
import lab.harmony.people.Roles;
import lab.harmony.review.marks.Checklist;
import lab.harmony.runs.images.Seals;
import lab.harmony.workspace.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.node.ObjectNode;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@DirtiesContext
@ActiveProfiles("headless")
@Tag("process")
class AdjudicationTest {

  private static final BlindArm BASE = new BlindArm("base", "doodle-base");
  private static final BlindArm ANIME = new BlindArm("anime", "doodle-anime");

  /// Of every eighth pair or face raters disagree.
  private static final int EVERY = 8;

  @TempDir static Path folder;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    DrawnExperiment.copyPrompts(folder);
    DrawnExperiment.of("base", "doodle-base", 42).write(folder);
    DrawnExperiment.of("anime", "doodle-anime", 42).write(folder);
    PlantedLab.in(folder, "adjudication", registry);
  }

  @Autowired BlindSessions sessions;
  @Autowired Adjudications adjudications;
  @Autowired BlindRating rating;
  @Autowired BlindGuests guests;
  @Autowired BlindReading reading;
  @Autowired SessionRecords records;
  @Autowired FrozenStore frozen;
  @Autowired Seals seals;
  @Autowired AuditTrail audit;
  @Autowired People people;
  @Autowired Roles roles;
  @Autowired Members members;
  @Autowired JdbcClient database;

  private Actor ada;
  private PersonId grace;
  private PersonId linus;
  private PersonId rita;

  @BeforeEach
  void people() {
    ada = Actor.of(people.local());
    grace = reviewer("Grace");
    linus = reviewer("Linus");
    rita = reviewer("Rita");
  }

  private PersonId reviewer(String name) {
    return people.add("%s %s".formatted(name, UUID.randomUUID()), Role.REVIEWER).id();
  }

  private BlindSession started(BlindForm form, List<String> guests) {
    return sessions.start(
        new BlindSetup(
            "Which face?", form, List.of(BASE, ANIME), List.of(grace, linus), guests, 2, 10),
        ada);
  }

  private BlindSession now(BlindSession session) {
    return sessions.find(session.id(), ada).orElseThrow();
  }

  private BlindRating.Taken say(
      BlindSession session, PersonId who, int position, BlindAnswer answer) {
    return rating.say(
        session.id(),
        new Said(
            position,
            UUID.randomUUID().toString(),
            standing(session, who, position),
            false,
            answer,
            Duration.ofSeconds(2)),
        new Actor(who));
  }

  private String standing(BlindSession session, PersonId who, int position) {
    return rating
        .task(session.id(), new Actor(who))
        .map(task -> task.places().get(position).standing())
        .orElse("");
  }

  /// All that somebody is shown, by what lies where.
  private void answers(BlindSession session, PersonId who, Function<Showing, BlindAnswer> answer) {
    for (var showing : frozen.showings(session.id(), who)) {
      assertThat(say(session, who, showing.position(), answer.apply(showing)))
          .isEqualTo(BlindRating.Taken.KEPT);
    }
  }

  /// That the first of two arms is better, wherever it lies.
  private static BlindAnswer prefers(boolean first, Showing showing) {
    return BlindAnswer.ofPair(first != showing.swapped() ? Choice.LEFT : Choice.RIGHT, false);
  }

  private static boolean isDisputed(Showing showing) {
    return showing.unit() % EVERY == 0;
  }

  /// Grace prefers the first arm, and so does Linus but of every eighth pair.
  private BlindSession rated() {
    var session = started(BlindForm.PAIRS, List.of());
    answers(session, grace, showing -> prefers(true, showing));
    answers(session, linus, showing -> prefers(!isDisputed(showing), showing));
    return session;
  }

  private void begin(BlindSession session, PersonId adjudicator) {
    adjudications.begin(
        session.id(), adjudicator, adjudications.disputed(now(session), ada).orElseThrow(), ada);
  }

  private BlindSession begun() {
    var session = rated();
    begin(session, rita);
    return now(session);
  }

  private String published(BlindSession session) {
    return new String(records.published(session.id(), ada), StandardCharsets.UTF_8);
  }

  private static Set<Integer> units(List<Showing> showings) {
    return showings.stream().map(Showing::unit).collect(Collectors.toSet());
  }

  @Test
  void exactlyWhereRatersDisagreeSomebodyElseIsAskedAndRatingIsOver() {
    var session = rated();
    var disputed = adjudications.disputed(session, ada).orElseThrow();
    assertThat(disputed.all()).isEqualTo(48);
    assertThat(disputed.count()).isEqualTo(6);
    assertThat(disputed.words())
        .as("by what was asked for, and by no arm")
        .hasSize(6)
        .allMatch(words -> words.matches("\\w+ × \\w+, CFG \\d+, seed 42"));

    begin(session, rita);

    assertThat(adjudications.disputed(now(session), ada)).isEmpty();
    var task = rating.task(session.id(), new Actor(rita)).orElseThrow();
    assertThat(task.places()).hasSize(6);
    assertThat(task.places()).allMatch(place -> place.standing().isEmpty());
    assertThat(task.places()).allMatch(place -> place.answer().isEmpty());
    var shown = frozen.showings(session.id(), rita);
    assertThat(units(shown)).isEqualTo(Set.of(0, 8, 16, 24, 32, 40));
    assertThat(rating.task(session.id(), new Actor(grace))).isEmpty();
    assertThat(rating.ended(session.id(), new Actor(grace)).orElseThrow().heldBack())
        .hasValueSatisfying(words -> assertThat(words).startsWith("Rating was stopped"));
    assertThat(rating.ended(session.id(), new Actor(rita))).as("they still answer").isEmpty();
    assertThat(say(session, grace, 0, BlindAnswer.ofNothing())).isEqualTo(BlindRating.Taken.LATE);
    assertThat(say(session, rita, 0, prefers(true, shown.getFirst())))
        .isEqualTo(BlindRating.Taken.KEPT);
    var now = now(session);
    assertThat(now.answered()).as("of raters").isEqualTo(now.showings()).isEqualTo(106);
    assertThat(now.adjudication().orElseThrow().seat().answered()).isEqualTo(1);
    assertThat(now.raters()).hasSize(2);
    assertThatThrownBy(() -> records.published(session.id(), ada))
        .as("nothing is told before the close")
        .isInstanceOf(BlindProblem.class);
    assertThat(
            audit
                .list(
                    new AuditQuery(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(AuditKind.BLIND_ADJUDICATION_BEGUN.code()),
                        Optional.empty(),
                        List.of(session.id().value())),
                    Long.MAX_VALUE,
                    5)
                .getFirst()
                .facts())
        .containsEntry("sha256", now.adjudication().orElseThrow().sha256())
        .containsEntry("units", "6");
  }

  /// All that tells an arm or what others said, to whoever is asked.
  @Test
  void whoeverIsAskedLearnsNeitherArmsNorWhatRatersSaid() {
    var session = rated();
    var drawn = frozen.sealed(session.id());
    assertThat(seals.of(new Actor(rita)).runs()).doesNotContainAnyElementsOf(drawn.runs());
    begin(session, rita);
    assertThat(seals.of(new Actor(rita)).runs())
        .as("the same pictures are closed to them elsewhere")
        .containsAll(drawn.runs());
    assertThat(seals.of(new Actor(grace)).runs())
        .as("and still to raters")
        .containsAll(drawn.runs());
    var names = new HashSet<String>();
    for (var showing : frozen.showings(session.id())) {
      showing.shown().forEach(one -> assertThat(names.add(one.name())).isTrue());
    }
    var own = frozen.showings(session.id(), rita);
    var others = frozen.showings(session.id(), grace).getFirst().shown().getFirst().name();
    assertThat(rating.picture(own.getFirst().shown().getFirst().name(), new Actor(rita)))
        .isPresent();
    assertThat(rating.picture(others, new Actor(rita))).as("those of raters").isEmpty();
    assertThatThrownBy(() -> adjudications.disputed(now(session), new Actor(rita)))
        .isInstanceOf(NotAllowed.class);
    assertThat(sessions.find(session.id(), new Actor(rita))).isEmpty();
    assertThatThrownBy(() -> rating.published(session.id(), new Actor(rita)))
        .isInstanceOf(BlindProblem.class);
    assertThat(sessions.heads(new Actor(rita)))
        .extracting(BlindSessions.Head::id)
        .contains(session.id());

    var beside = started(BlindForm.PAIRS, List.of());
    sessions.close(beside.id(), ada);
    assertThat(rating.ended(beside.id(), new Actor(grace)).orElseThrow().heldBack())
        .as("what another session tells of the same models")
        .isPresent();
  }

  @Test
  void whatIsAdjudicatedStandsBesideWhatRatersSaidAndChangesNoneOfItsNumbers() {
    var session = begun();
    var before = findings(session);
    answers(session, rita, showing -> prefers(showing.unit() == 0, showing));
    sessions.close(session.id(), ada);
    var closed = now(session);
    assertThat(closed.closing().orElseThrow().ended()).contains(Ended.COMPLETE);
    assertThat(findings(closed)).isEqualTo(before);
    var told = reading.told(closed, ada);
    assertThat(told.blind().orElseThrow()).isEqualTo(before);
    var after = told.after().orElseThrow();
    assertThat(after.answered()).isEqualTo(6);
    assertThat(after.open()).isZero();
    assertThat(after.comparisons().getFirst().choices())
        .as("42 of most raters and one of hers, and five of hers")
        .containsExactly(43, 5, 0, 0);
    assertThat(after.comparisons().getFirst().pairs()).isEqualTo(48);
    var sections = BlindTelling.of(told);
    var section = named(sections, "After adjudication");
    assertThat(section.paragraphs().getFirst()).contains("6 of what is rated (pairs)");
    var row = section.tables().getFirst().rows().getFirst();
    assertThat(row.get(2)).startsWith("+88 (");
    assertThat(row.get(3)).startsWith("+79 (");
    assertThat(row.get(4)).isEqualTo("48");
    var each = named(sections, "What was adjudicated").tables().getFirst().rows();
    assertThat(each).hasSize(6);
    assertThat(each)
        .filteredOn(cells -> cells.get(2).startsWith("doodle-base"))
        .singleElement()
        .satisfies(cells ->
            assertThat(cells.get(3))
                .contains("doodle-base · base is better", "doodle-anime · anime is better"));
    assertThat(BlindTelling.ofArms(told).toString())
        .as("those who only read are not told who it was")
        .contains("After adjudication")
        .doesNotContain(people.find(rita).orElseThrow().name());
    assertThat(rating.published(session.id(), new Actor(rita)))
        .as("they take the file")
        .isNotEmpty();
    assertThat(reading.passport(session.id(), new Actor(rita))).isEmpty();
  }

  private BlindFindings findings(BlindSession session) {
    var rated = RatedSession.of(records.of(session, ada), Besides.NOT_KNOWN);
    return BlindFindings.of(rated, rated.counting());
  }

  private static ToldSection named(List<ToldSection> sections, String heading) {
    return sections.stream()
        .filter(section -> section.heading().equals(heading))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void rowsSayWhatWasAdjudicatedAndAreTakenInAsThat() {
    var session = begun();
    answers(session, rita, showing -> prefers(true, showing));
    sessions.close(session.id(), ada);
    var csv = new String(reading.rows(session.id(), ada), StandardCharsets.UTF_8);
    var kind = List.of(csv.lines().findFirst().orElseThrow().split(",")).indexOf("kind");
    var kinds =
        csv.lines()
            .skip(1)
            .map(line -> line.split(",", -1))
            .collect(Collectors.groupingBy(cells -> cells[kind], Collectors.counting()));
    assertThat(kinds).isEqualTo(Map.of("arm", 106L, "adjudicated", 6L));
    var read = RowsFile.read(session.id().value(), "t", csv.getBytes(StandardCharsets.UTF_8));
    assertThat(read.raters()).hasSize(2);
    assertThat(read.rated()).hasSize(106);
    assertThat(read.adjudication().orElseThrow().rated()).hasSize(6);
    assertThat(BlindRows.csv(read)).isEqualTo(csv);
    var mixed = csv.replaceFirst(",adjudicated,", ",arm,");
    assertThatThrownBy(() -> RowsFile.read("b2", "t", mixed.getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("rates nothing else");
    var two =
        csv.replaceAll("(?m)^([^,]*),2,(.*),arm,", "$1,2,$2,adjudicated,")
            .replaceAll(",again,", ",first,");
    assertThatThrownBy(() -> RowsFile.read("b2", "t", two.getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("kind adjudicated");
  }

  @Test
  void whatWasAdjudicatedIsCheckedFromThePublishedFileAndAnyChangeIsFound() {
    var session = begun();
    answers(session, rita, showing -> prefers(true, showing));
    sessions.close(session.id(), ada);
    var file = published(session);
    var check = PublishedCheck.of(file);
    assertThat(check.problems()).isEmpty();
    assertThat(check.answers()).as("of raters").isEqualTo(106);
    assertThat(check.steps())
        .extracting(PublishedCheck.Step::words)
        .anyMatch(words -> words.contains("exactly where raters disagree, 6 times"))
        .anyMatch(words -> words.startsWith("Each of the 6 answers to that"));
    assertThat(check.against(now(session).closing().orElseThrow().sha256()).compared())
        .containsExactly(PublishedCheck.Noted.CLOSE);
    var drawn = check.against(now(session).adjudication().orElseThrow().sha256());
    assertThat(drawn.compared()).containsExactly(PublishedCheck.Noted.ADJUDICATION);
    assertThat(drawn.problems()).isEmpty();
    assertThat(drawn.sentence()).contains("is what was drawn when rating was stopped");
    assertThat(check.against("0".repeat(64)).problems())
        .singleElement()
        .asString()
        .contains("and what was shown where raters disagree has");
    var json = (ObjectNode) Json.object(file);
    assertThat(json.path("format").asString()).isEqualTo("harmony-blind-session/6");
    assertThat(json.path("close").asString())
        .startsWith("harmony-blind-close/4\n")
        .contains("\nadjudication\t" + now(session).adjudication().orElseThrow().sha256() + "\n")
        .contains("\nadjudicator\tblind\n", "\nadjudicated\t6\t");

    assertFound(json, "answers", "false", "true", "was changed");
    assertFound(json, "blindness", "blind", "not-blind", "its close wrote down");
    assertFound(json, "shown", "begun", "Begun", "was changed");
    var without = json.deepCopy();
    without.remove("adjudication");
    assertThat(PublishedCheck.of(without.toString()).problems())
        .anyMatch(words -> words.contains("and this does not"));
    var later = json.deepCopy();
    var asked = (ObjectNode) later.path("adjudication");
    asked.put("shown", asked.path("shown").asString().replace("adjudication/1", "adjudication/2"));
    assertThat(PublishedCheck.of(later.toString()).problems())
        .anyMatch(words -> words.contains("or a later one"));
  }

  /// Whoever chose what to ask makes up the SHA-256, too: what raters said shows it.
  @Test
  void whatWasNotWhereRatersDisagreeIsFoundAlsoUnderItsOwnSha256() {
    var session = begun();
    sessions.close(session.id(), ada);
    var after = named(BlindTelling.of(reading.told(now(session), ada)), "After adjudication");
    assertThat(after.tables()).as("nothing was answered").isEmpty();
    assertThat(after.paragraphs().getFirst()).contains("None of that counts");
    var json = (ObjectNode) Json.object(published(session));
    assertThat(PublishedCheck.of(json.toString()).problems()).as("nothing was answered").isEmpty();
    var asked = (ObjectNode) json.path("adjudication");
    var shown = asked.path("shown").asString().replaceFirst("(?m)^showing\t6\t.*\n", "");
    var sha256 = new SealedAdjudication(shown, json.path("nonce").asString()).commitment().hex();
    asked.put("shown", shown).put("shownSha256", sha256);
    assertThat(PublishedCheck.of(json.toString()).problems())
        .anyMatch(words -> words.contains("follow 6 of these, and 5 were shown"));
  }

  /// Whoever moves when rating was stopped makes up the SHA-256, too: when all was said shows it.
  @Test
  void whenRatingWasStoppedIsHeldAgainstWhenAllWasSaid() {
    var session = begun();
    answers(session, rita, showing -> prefers(true, showing));
    sessions.close(session.id(), ada);
    var json = (ObjectNode) Json.object(published(session));
    assertThat(PublishedCheck.of(json.toString()).steps())
        .extracting(PublishedCheck.Step::words)
        .anyMatch(words -> words.startsWith("Raters answered before rating was stopped"));
    var opened = now(session).openedAt();
    assertThat(stoppedAt(json, opened)).anyMatch(words -> words.startsWith("Answer 1 of a rater"));
    assertThat(stoppedAt(json, now(session).closedAt().orElseThrow()))
        .anyMatch(words -> words.startsWith("Answer 1 where raters disagree came"));
    assertThat(stoppedAt(json, opened.minusSeconds(1)))
        .anyMatch(words -> words.contains("and the session was open from"));
  }

  private static List<String> stoppedAt(ObjectNode json, Instant begun) {
    var changed = json.deepCopy();
    var asked = (ObjectNode) changed.path("adjudication");
    var shown = asked.path("shown").asString().replaceFirst("(?m)^begun\t.*$", "begun\t" + begun);
    asked
        .put("shown", shown)
        .put(
            "shownSha256",
            new SealedAdjudication(shown, json.path("nonce").asString()).commitment().hex());
    return PublishedCheck.of(changed.toString()).problems();
  }

  private static void assertFound(
      ObjectNode json, String name, String before, String then, String problem) {
    var changed = json.deepCopy();
    var asked = (ObjectNode) changed.path("adjudication");
    asked.put(name, asked.path(name).asString().replaceFirst(before, then));
    assertThat(PublishedCheck.of(changed.toString()).problems())
        .as(name)
        .anyMatch(words -> words.contains(problem));
  }

  @Test
  void onlySomebodyWhoRatedNothingIsAskedByWhoeverLeadsAndOnlyOnce() {
    var session = rated();
    var told = adjudications.disputed(session, ada).orElseThrow();
    assertThat(adjudications.askable(session, ada))
        .extracting(person -> person.id())
        .contains(rita)
        .doesNotContain(grace, linus, ada.person());
    for (var person : List.of(grace, ada.person(), reader())) {
      assertThatThrownBy(() -> begin(session, person))
          .isInstanceOf(BlindProblem.class)
          .hasMessageContaining("cannot be asked");
    }
    var other = new Actor(people.add("Other " + UUID.randomUUID(), Role.RESEARCHER).id());
    assertThatThrownBy(() -> adjudications.begin(session.id(), rita, told, other))
        .isInstanceOf(BlindProblem.class)
        .hasMessageContaining("Only whoever made a session");
    assertThatThrownBy(() -> adjudications.begin(session.id(), rita, told, new Actor(rita)))
        .isInstanceOf(NotAllowed.class);
    begin(session, rita);
    assertThatThrownBy(() -> adjudications.begin(session.id(), reviewer("Third"), told, ada))
        .hasMessageContaining("Rating is over");
    var agreed = started(BlindForm.PAIRS, List.of());
    answers(agreed, grace, showing -> prefers(true, showing));
    assertThatThrownBy(() -> begin(agreed, reviewer("Fourth")))
        .as("one said something")
        .hasMessageContaining("disagree nowhere");
  }

  @Test
  void whoeverRatesTheSamePicturesInAnotherSessionIsAskedOnlyOnceThatIsClosed() {
    var session = rated();
    var mine = rita;
    rita = reviewer("Another");
    var other =
        sessions.start(
            new BlindSetup(
                "The other one", BlindForm.POINTS, List.of(BASE), List.of(mine), List.of(), 1, 10),
            ada);
    assertThat(adjudications.askable(session, ada))
        .extracting(person -> person.id())
        .contains(rita)
        .doesNotContain(mine);
    assertThatThrownBy(() -> begin(session, mine))
        .isInstanceOf(BlindProblem.class)
        .hasMessageContaining("they rate the same pictures in “The other one”, which is open");
    assertThat(now(session).isRating()).as("nothing was stopped").isTrue();
    sessions.close(other.id(), ada);
    begin(session, mine);
    assertThat(now(session).isRating()).isFalse();
  }

  @Test
  void nobodyIsAskedWithoutWhatWasSealedForThem() {
    var session = rated();
    assertThatThrownBy(() ->
            database
                .sql("update blind_session set adjudicator = :rita where id = :id")
                .param("rita", rita.value())
                .param("id", session.id().value())
                .update())
        .isInstanceOf(DataIntegrityViolationException.class);
    assertThat(now(session).isRating()).isTrue();
  }

  @Test
  void whatIsAnsweredWhereRatersDisagreeIsInTheWordsOfTheForm() {
    var session = begun();
    answers(session, rita, showing -> prefers(true, showing));
    sessions.close(session.id(), ada);
    var json = (ObjectNode) Json.object(published(session));
    assertThat(PublishedCheck.of(json.toString()).steps())
        .extracting(PublishedCheck.Step::words)
        .contains("Each of the 6 answers to that is about something of it, and one of this form.");
    for (var said : List.of("3", "yes yes no", "above", "-", "LEFT")) {
      var changed = json.deepCopy();
      var asked = (ObjectNode) changed.path("adjudication");
      var answers =
          asked.path("answers").asString().replaceFirst("\t(left|right)\t", "\t" + said + "\t");
      asked.put("answers", answers).put("answersSha256", Sha256.of(answers).hex());
      assertThat(PublishedCheck.of(changed.toString()).problems())
          .as(said)
          .anyMatch(words ->
              words.contains("says “%s”, which is no answer of the form pairs".formatted(said)));
    }
  }

  private PersonId reader() {
    return people.add("Reader " + UUID.randomUUID(), Role.READER).id();
  }

  @Test
  void whoeverCouldOpenRunsWhileTheyWereAskedIsNotBlindAndNothingIsToldOfIt() {
    var session = begun();
    answers(session, rita, showing -> prefers(true, showing));
    roles.give(rita, Role.RESEARCHER, ada);
    roles.give(rita, Role.REVIEWER, ada);
    sessions.close(session.id(), ada);
    var closed = now(session);
    assertThat(closed.adjudication().orElseThrow().seat().blindness())
        .isEqualTo(Blindness.NOT_BLIND);
    var told = reading.told(closed, ada);
    assertThat(told.after()).isEmpty();
    assertThat(named(BlindTelling.of(told), "After adjudication").paragraphs().getFirst())
        .contains("counts for nothing");
    assertThat(PublishedCheck.of(published(closed)).problems()).isEmpty();
  }

  @Test
  void whoeverCouldOpenRunsForAMomentBeforeIsNotBlindAndCannotBeAsked() {
    var session = rated();
    members.give(rita, Role.RESEARCHER, ada, Optional.empty());
    members.give(rita, Role.REVIEWER, ada, Optional.empty());
    assertThat(adjudications.isBlind(session, rita)).isFalse();
    assertThat(adjudications.isBlind(session, reviewer("Other"))).isTrue();
    assertThat(adjudications.askable(session, ada))
        .extracting(person -> person.id())
        .doesNotContain(rita);
    assertThatThrownBy(() -> begin(session, rita))
        .isInstanceOf(BlindProblem.class)
        .hasMessageContaining("they could open runs since the session was opened");
    assertThat(now(session).isRating()).as("nothing was stopped").isTrue();
  }

  /// What cannot be undone is just what was told.
  @Test
  void nobodyIsAskedWhereRatersDisagreeElsewhereThanWasTold() {
    var session = rated();
    var told = adjudications.disputed(session, ada).orElseThrow();
    for (var showing : frozen.showings(session.id(), linus)) {
      if (showing.unit() == 0 || showing.unit() == 1) {
        say(session, linus, showing.position(), prefers(showing.unit() == 0, showing));
      }
    }
    var now = adjudications.disputed(session, ada).orElseThrow();
    assertThat(now.units()).isEqualTo(Set.of(1, 8, 16, 24, 32, 40));
    assertThatThrownBy(() -> adjudications.begin(session.id(), rita, told, ada))
        .as("as many, and others")
        .isInstanceOf(BlindProblem.class)
        .hasMessageContaining("disagree elsewhere by now");
    assertThat(now(session).isRating()).isTrue();
    adjudications.begin(session.id(), rita, now, ada);
    assertThat(units(frozen.showings(session.id(), rita))).isEqualTo(now.units());
  }

  /// Answers that wait in a browser go by it.
  @Test
  void whatWasDrawnForWhoeverIsAskedIsNamedToThemAlone() {
    var session = begun();
    var sha256 = now(session).adjudication().orElseThrow().sha256();
    assertThat(rating.task(session.id(), new Actor(rita)).orElseThrow().adjudication())
        .isEqualTo(sha256);
    sessions.close(session.id(), ada);
    assertThat(rating.ended(session.id(), new Actor(rita)).orElseThrow().adjudication())
        .isEqualTo(sha256);
    assertThat(rating.ended(session.id(), new Actor(grace)).orElseThrow().adjudication()).isEmpty();
  }

  @Test
  void whereNotAllIsAnsweredStoppingMakesTheCloseEarlyAndNoAnswersAreToCome() {
    var session =
        sessions.start(
            new BlindSetup(
                    "Is it settled?",
                    BlindForm.PAIRS,
                    List.of(BASE, ANIME),
                    List.of(grace, linus),
                    2,
                    10)
                .withStop(StopWhen.IS_SETTLED),
            ada);
    for (var rater : List.of(grace, linus)) {
      for (var showing : frozen.showings(session.id(), rater)) {
        if (showing.unit() < 16) {
          say(session, rater, showing.position(), prefers(rater.equals(grace), showing));
        }
      }
    }
    var before = records.stopState(session, ada).orElseThrow();
    assertThat(before.earlyOnceStopped().orElseThrow()).endsWith("says so for good.");
    assertThat(before.settled().orElseThrow().ahead()).isEqualTo(24);
    begin(session, rita);
    var after = records.stopState(now(session), ada).orElseThrow();
    assertThat(after.early()).isPresent();
    assertThat(after.settled().orElseThrow().ahead()).isZero();
    assertThat(String.join(" ", after.sentences())).doesNotContain("the next");
    sessions.close(session.id(), ada);
    assertThat(now(session).closing().orElseThrow().ended()).contains(Ended.EARLY);
  }

  /// Raters who are marked while somebody is asked do not count, and the file still shows why that
  /// was asked which was.
  @Test
  void aRaterWhoIsNotBlindAnyMoreLeavesWhatWasAskedAsItWas() {
    var session = begun();
    roles.give(grace, Role.RESEARCHER, ada);
    roles.give(grace, Role.REVIEWER, ada);
    answers(session, rita, showing -> prefers(true, showing));
    sessions.close(session.id(), ada);
    assertThat(PublishedCheck.of(published(session)).problems()).isEmpty();
    var after = reading.told(now(session), ada).after().orElseThrow();
    assertThat(after.comparisons().getFirst().choices())
        .as("by Linus alone, and by hers where they disagreed")
        .containsExactly(48, 0, 0, 0);
  }

  @Test
  void nothingOfAGuestIsTakenOutOnceRatingIsOver() {
    var session = started(BlindForm.PAIRS, List.of("Zoe"));
    var zoe = session.people().getLast();
    for (var one : frozen.showings(session.id(), grace)) {
      say(session, grace, one.position(), prefers(true, one));
    }
    answers(session, linus, showing -> prefers(false, showing));
    begin(session, rita);
    assertThatThrownBy(() -> guests.takeOut(session.id(), zoe, 1, ada, "Somebody else."))
        .isInstanceOf(BlindProblem.class)
        .hasMessageContaining("Rating is over");
  }

  @Test
  void facesThatAreJudgedAloneHaveTheirRatesAfterIt() {
    var session = started(BlindForm.CHECKLIST, List.of());
    var all = BlindAnswer.ofFace(new Checklist(true, true, true), false);
    var some = BlindAnswer.ofFace(new Checklist(true, false, true), false);
    var others = BlindAnswer.ofFace(new Checklist(false, true, true), false);
    answers(session, grace, showing -> isDisputed(showing) ? some : all);
    answers(session, linus, showing -> isDisputed(showing) ? others : all);
    assertThat(adjudications.disputed(session, ada).orElseThrow().count())
        .as("as many points, and other answers")
        .isEqualTo(12);
    begin(session, rita);
    answers(
        session,
        rita,
        showing ->
            showing.unit() == 0 ? BlindAnswer.ofNothing(true) : showing.unit() < 48 ? all : some);
    sessions.close(session.id(), ada);
    var told = reading.told(now(session), ada);
    var after = told.after().orElseThrow();
    assertThat(after.answered()).isEqualTo(11);
    assertThat(after.open()).as("of one nothing was said that counts").isEqualTo(1);
    assertThat(after.arms().stream().mapToInt(arm -> arm.faces()).sum()).isEqualTo(95);
    assertThat(PublishedCheck.of(published(session)).problems()).isEmpty();
    assertThat(
            Rated.counted(
                    RatedSession.of(records.of(now(session), ada), Besides.NOT_KNOWN)
                        .adjudication()
                        .orElseThrow()
                        .rated())
                .size())
        .isEqualTo(11);
  }

  /// Whatever lies where: an order is compared by arms.
  @Test
  void whatLiesOnWhichSideMakesNoDisagreement() {
    var session = started(BlindForm.PAIRS, List.of());
    answers(session, grace, showing -> prefers(true, showing));
    answers(session, linus, showing -> prefers(true, showing));
    var sides = new ArrayList<Boolean>();
    frozen.showings(session.id()).forEach(showing -> sides.add(showing.swapped()));
    assertThat(sides).contains(true, false);
    assertThat(adjudications.disputed(session, ada).orElseThrow().count()).isZero();
    assertThat(frozen.units(session.id()).stream().map(Unit::number).count()).isEqualTo(48);
  }
}
