package lab.harmony.blind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import lab.harmony.CountedStatements;
import lab.harmony.DrawnExperiment;
import lab.harmony.PlantedLab;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditQuery;
import lab.harmony.audit.AuditTrail;
import lab.harmony.blind.BlindRating.Taken;
import lab.harmony.blind.results.BlindReading;
import lab.harmony.blind.results.ImportedSessions;
import lab.harmony.blind.results.published.PublishedCheck;
import lab.harmony.blind.results.telling.BlindTelling;
import lab.harmony.blind.session.Besides;
import lab.harmony.blind.session.BlindAnswer;
import lab.harmony.blind.session.BlindAnswer.Choice;
import lab.harmony.blind.session.BlindArm;
import lab.harmony.blind.session.BlindChanged;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.BlindProblem;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.blind.session.BlindSetup;
import lab.harmony.blind.session.Blindness;
import lab.harmony.blind.session.Said;
import lab.harmony.people.Actor;
import lab.harmony.people.NotAllowed;
import lab.harmony.people.People;
import lab.harmony.people.PersonId;
import lab.harmony.people.ReasonNeeded;
import lab.harmony.people.Role;
import lab.harmony.people.Roles;
import lab.harmony.review.marks.Checklist;
import lab.harmony.runs.RunId;
import lab.harmony.runs.images.OpenExperiments;
import lab.harmony.runs.images.Seals;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@DirtiesContext
@ActiveProfiles("headless")
@Import(CountedStatements.class)
@Tag("process")
@RecordApplicationEvents
class BlindSessionsTest {

  private static final BlindArm BASE = new BlindArm("base", "doodle-base");
  private static final BlindArm ANIME = new BlindArm("anime", "doodle-anime");
  private static final BlindArm THIRD = new BlindArm("third", "doodle-third");
  private static final BlindArm FOURTH = new BlindArm("fourth", "doodle-fourth");
  private static final Checklist ALL = new Checklist(true, true, true);

  @TempDir static Path folder;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    DrawnExperiment.copyPrompts(folder);
    DrawnExperiment.of("base", "doodle-base", 42).write(folder);
    DrawnExperiment.of("anime", "doodle-anime", 42).write(folder);
    DrawnExperiment.of("third", "doodle-third", 42).write(folder);
    DrawnExperiment.of("fourth", "doodle-fourth", 42).write(folder);
    DrawnExperiment.of("elsewhere", "doodle-base", 7).write(folder);
    DrawnExperiment.of("short", "doodle-short", 42).worded("short").write(folder);
    DrawnExperiment.of("quick", "doodle-anime", 42)
        .drawn(new DrawnExperiment.Settings("Euler", 10))
        .write(folder);
    DrawnExperiment.of("quick", "doodle-anime", 42)
        .drawn(new DrawnExperiment.Settings("Euler", 30))
        .writeAgain(folder);
    DrawnExperiment.of("alike", "doodle-base", 42, 43).write(folder);
    DrawnExperiment.of("parts", "doodle-parts", 7).write(folder);
    PlantedLab.in(folder, "blind-sessions", registry);
  }

  @Autowired BlindSessions sessions;
  @Autowired BlindRating rating;
  @Autowired BlindReading reading;
  @Autowired ImportedSessions imported;
  @Autowired SessionRecords records;
  @Autowired People people;
  @Autowired Roles roles;
  @Autowired OpenExperiments open;
  @Autowired Seals seals;
  @Autowired AuditTrail audit;
  @Autowired CountedStatements statements;
  @Autowired ApplicationEvents published;

  private Actor ada;
  private PersonId grace;
  private PersonId linus;

  @BeforeEach
  void people() {
    ada = Actor.of(people.local());
    grace = people.add("Grace " + UUID.randomUUID(), Role.REVIEWER).id();
    linus = people.add("Linus " + UUID.randomUUID(), Role.REVIEWER).id();
  }

  private BlindSetup pairs(List<PersonId> raters, int ratings) {
    return new BlindSetup(
        "Which face?", BlindForm.PAIRS, List.of(BASE, ANIME), raters, ratings, 10);
  }

  private BlindSession started() {
    return sessions.start(pairs(List.of(grace, linus), 2), ada);
  }

  private static Said said(int position, String knew, BlindAnswer answer) {
    return new Said(
        position, UUID.randomUUID().toString(), knew, false, answer, Duration.ofSeconds(2));
  }

  private static BlindAnswer choice(Choice choice) {
    return BlindAnswer.ofPair(choice, false);
  }

  private BlindRating.Task task(BlindSession session, PersonId rater) {
    return rating.task(session.id(), new Actor(rater)).orElseThrow();
  }

  @Test
  void thePlanSaysWhatASessionCostsAndShowsBeforeItStarts() {
    var plan = sessions.plan(pairs(List.of(grace, linus), 2), ada);
    assertThat(plan.units()).isEqualTo(48);
    assertThat(plan.most()).as("48 and 5 of them twice").isEqualTo(53);
    assertThat(plan.repeats()).isEqualTo(10);
    assertThat(plan.minutes()).isEqualTo(4);
    assertThat(plan.shows().orElseThrow().power()).isBetween(0.8, 0.95);
    assertThat(plan.prompts()).as("scales and seeds of a prompt go together").isEqualTo(16);
    assertThat(plan.sentence()).contains("With 16 prompts");
  }

  @Test
  void whatCannotBeCarriedOutIsRefusedInWords() {
    var both = List.of(grace, linus);
    assertThatThrownBy(() -> sessions.plan(pairs(both, 3), ada)).hasMessageContaining("3 of 2");
    assertThatThrownBy(() -> sessions.plan(pairs(List.of(), 1), ada))
        .hasMessageContaining("needs a rater");
    assertThatThrownBy(() -> sessions.start(pairs(List.of(ada.person()), 1), ada))
        .hasMessageContaining("cannot rate in it");
    assertThatThrownBy(() ->
            sessions.plan(new BlindSetup("t", BlindForm.PAIRS, List.of(BASE), both, 1, 10), ada))
        .hasMessageContaining("two arms");
    assertThatThrownBy(() ->
            sessions.plan(
                new BlindSetup(
                    "t",
                    BlindForm.PAIRS,
                    List.of(BASE, new BlindArm("elsewhere", "doodle-base")),
                    both,
                    1,
                    10),
                ada))
        .hasMessageContaining("share no archetype");
    assertThatThrownBy(() ->
            sessions.plan(
                new BlindSetup("t", BlindForm.PAIRS, List.of(BASE, ANIME), both, 1, 5), ada))
        .hasMessageContaining("At least 10 %");
    var many =
        java.util.stream.IntStream.range(0, 4)
            .mapToObj(place -> people.add("Rater " + UUID.randomUUID(), Role.REVIEWER).id())
            .toList();
    assertThatThrownBy(() -> sessions.plan(pairs(many, 1), ada))
        .hasMessageContaining("15 pairs at least");
    assertThatThrownBy(() -> sessions.start(pairs(both, 2), new Actor(grace)))
        .isInstanceOf(NotAllowed.class);
  }

  @Test
  void picturesOfOtherWordsAreNoPairWhateverElseTheyShare() {
    var setup =
        new BlindSetup(
            "t",
            BlindForm.PAIRS,
            List.of(BASE, new BlindArm("short", "doodle-short")),
            List.of(grace, linus),
            2,
            10);
    assertThatThrownBy(() -> sessions.plan(setup, ada))
        .isInstanceOf(BlindProblem.class)
        .hasMessageContaining("worded otherwise")
        .hasMessageContaining("wording (“portrait of")
        .hasMessageContaining("against “");
    assertThatThrownBy(() -> sessions.start(setup, ada)).isInstanceOf(BlindProblem.class);
  }

  @Test
  void whatElseDiffersBetweenArmsIsToldBeforeTheStartSealedAndToldBesideWhatIsBetter() {
    var setup =
        new BlindSetup(
            "Drawn otherwise",
            BlindForm.PAIRS,
            List.of(BASE, new BlindArm("quick", "doodle-anime")),
            List.of(grace),
            1,
            10);
    var differ = "sampler (DPM++ 2M Karras against Euler), steps (20 against 10)";
    assertThat(sessions.plan(setup, ada).differences())
        .singleElement()
        .asString()
        .startsWith("doodle-base · base and doodle-anime · quick differ besides in " + differ);
    assertThat(sessions.plan(pairs(List.of(grace), 1), ada).differences()).isEmpty();
    var session = sessions.start(setup, ada);
    var units = frozen.units(session.id());
    var others = units.stream().map(unit -> unit.asked().prompt()).distinct().limit(8).toList();
    for (var showing : frozen.showings(session.id(), grace)) {
      boolean first =
          units.get(showing.unit()).pictures().get(showing.pictures().getFirst()).arm() == 0;
      // A scale of half of the prompts prefers the other, or the strengths had no end.
      var asked = units.get(showing.unit()).asked();
      boolean other = others.contains(asked.prompt()) && asked.cfgScale().orElseThrow() == 5;
      rating.say(
          session.id(),
          said(showing.position(), "", choice(first != other ? Choice.LEFT : Choice.RIGHT)),
          new Actor(grace));
    }
    assertThatThrownBy(() -> records.besides(records.of(session, ada)))
        .as("while it is open")
        .isInstanceOf(BlindProblem.class);
    sessions.close(session.id(), ada);
    assertThat(mapping(session))
        .contains(
            new String[] {"differs", "1", "2", "sampler", "DPM++ 2M Karras", "Euler", "48", "48"},
            new String[] {"differs", "1", "2", "steps", "20", "10", "48", "48"});
    assertThat(
            PublishedCheck.of(
                    new String(records.published(session.id(), ada), StandardCharsets.UTF_8))
                .problems())
        .isEmpty();
    var told = reading.told(sessions.find(session.id(), ada).orElseThrow(), ada);
    assertThat(told.claims(told.blind().orElseThrow()))
        .filteredOn(claim -> claim.startsWith("Shown"))
        .singleElement()
        .asString()
        .endsWith(
            "The two differ besides in "
                + differ
                + ", and which of it makes a difference cannot be told.");
    assertThat(told.claims(told.blind().orElseThrow()))
        .filteredOn(claim -> claim.contains("scale of strength"))
        .singleElement()
        .asString()
        .contains(
            "doodle-base · base above doodle-anime · quick (which differ besides in sampler, steps)");
    var tables = BlindTelling.of(told).getFirst().tables();
    assertThat(tables)
        .hasSize(2)
        .allSatisfy(table -> {
          assertThat(table.header()).endsWith("Differ besides in");
          assertThat(table.rows().getFirst()).endsWith(differ);
        });
  }

  @Test
  void sessionsThatWroteDownNothingOfItAreToldWhatDiffersFromWhatDrewTheirPictures() {
    var session =
        sessions.start(
            new BlindSetup(
                "Of before",
                BlindForm.CHECKLIST,
                List.of(ANIME, new BlindArm("quick", "doodle-anime")),
                List.of(grace),
                1,
                10),
            ada);
    sessions.close(session.id(), ada);
    var nonce = frozen.mapping(session.id()).nonce();
    var before =
        new SealedMapping(
            frozen
                .mapping(session.id())
                .text()
                .replace(SealedMapping.FORMAT, SealedMapping.BEFORE)
                .replaceAll("(differs|stop|alike|left-out)\t[^\n]*\n", ""),
            nonce);
    database
        .sql(
            "update blind_session set mapping = :mapping, commitment = :commitment, close_sha256 ="
                + " '', ended = '' where id = :id")
        .param("id", session.id().value())
        .param("mapping", before.text())
        .param("commitment", before.commitment().hex())
        .update();
    assertThat(mapping(session)).noneMatch(line -> line[0].equals("differs"));
    var check =
        PublishedCheck.of(new String(records.published(session.id(), ada), StandardCharsets.UTF_8));
    assertThat(check.problems()).as("it stays checkable").isEmpty();
    assertThat(check.commitment()).isEqualTo(before.commitment().hex());
    var besides = besides(session);
    assertThat(besides.known()).isEqualTo(Besides.Known.FOUND);
    assertThat(besides.words(0, 1))
        .isEqualTo("sampler (DPM++ 2M Karras against Euler), steps (20 against 10)");
    assertThat(besides.sentence(0, 1)).contains("was not sealed at the start");
    var run = new RunId("r261120-200000-quick");
    database
        .sql(
            "update blind_picture set run = 'r261120-999999-gone' where session = :id and run = :run")
        .param("id", session.id().value())
        .param("run", run.value())
        .update();
    assertThat(besides(session).sentence(0, 1))
        .isEqualTo(" What else differs between the two is not known.");
    assertThat(besides(session).words(0, 1)).isEqualTo("not known");
  }

  private Besides besides(BlindSession session) {
    return records.besides(records.of(sessions.find(session.id(), ada).orElseThrow(), ada));
  }

  @Test
  void armsThatAreAlikeInAllThatIsKnownAreNamedAndSoIsWhatIsNotRated() {
    var plan =
        sessions.plan(
            new BlindSetup(
                "t",
                BlindForm.PAIRS,
                List.of(BASE, new BlindArm("alike", "doodle-base")),
                List.of(grace),
                1,
                10),
            ada);
    assertThat(plan.differences())
        .singleElement()
        .asString()
        .startsWith("doodle-base · base and doodle-base · alike are alike in all that is known");
    assertThat(plan.leftOut().sentences())
        .containsExactly(
            "48 pictures are left out, because not every arm has one for the same archetype, emotion, CFG and seed.");
  }

  @Test
  void armsThatHaveAPictureInCommonAreRefusedAndSoIsAnAddressThatNobodyCouldRead() {
    assertThatThrownBy(() -> sessions.plan(ofArms("base", "base:cfg=7"), ada))
        .isInstanceOf(BlindProblem.class)
        .hasMessageStartingWith(
            "doodle-base · base and CFG 7 · base have 16 pictures in common: 16 of the 48 of the one, 16 of the 16 of the other, such as r261120-200000-base/");
    assertThatThrownBy(
            () -> sessions.plan(ofArms("base:phrase." + "=".repeat(90) + "=without", "anime"), ada))
        .isInstanceOf(BlindProblem.class);
  }

  @Test
  void anArmThatNamesTheSeedIsHeldAgainstOneThatHasNoOther() {
    assertThat(sessions.plan(ofArms("base:seed=42", "anime"), ada).faces()).isEqualTo(48);
  }

  private BlindSetup ofArms(String... addresses) {
    return new BlindSetup(
        "Of arms",
        BlindForm.PAIRS,
        java.util.Arrays.stream(addresses).map(it -> sessions.arm(it, ada).arm()).toList(),
        List.of(grace),
        1,
        10);
  }

  @Test
  void armsOfOneModelByScaleAreHeldAgainstEachOtherAndTheScaleIsWhatDiffers() {
    var setup = ofArms("base:cfg=5", "base:cfg=9");
    assertThat(setup.arms())
        .extracting(BlindArm::label)
        .containsExactly("CFG 5 · base", "CFG 9 · base");
    var plan = sessions.plan(setup, ada);
    assertThat(plan.units()).isEqualTo(16);
    assertThat(plan.differences()).as("besides what they are called by").isEmpty();
    var session = sessions.start(setup, ada);
    assertThat(session.arms()).isEqualTo(setup.arms());
    assertThat(frozen.units(session.id()))
        .allMatch(unit -> unit.asked().cfgScale().isEmpty())
        .hasSize(16);
    assertThat(open.of(new Actor(grace)))
        .as("all else of the model")
        .doesNotContain("base", "elsewhere")
        .contains("anime");
    for (var place : task(session, grace).places()) {
      rating.say(session.id(), said(place.position(), "", choice(Choice.LEFT)), new Actor(grace));
    }
    sessions.close(session.id(), ada);
    assertThat(mapping(session))
        .contains(new String[] {"arm", "1", "CFG 5 · base", "base:cfg=5"})
        .anyMatch(line -> line[0].equals("unit") && line[4].equals("-"));
    assertThat(
            PublishedCheck.of(
                    new String(records.published(session.id(), ada), StandardCharsets.UTF_8))
                .problems())
        .isEmpty();
    var rows = reading.rows(session.id(), ada);
    assertThat(new String(rows, StandardCharsets.UTF_8).lines().skip(1))
        .allMatch(row -> row.contains(",,42,CFG "));
    var told = reading.told(sessions.find(session.id(), ada).orElseThrow(), ada);
    assertThat(told.blind().orElseThrow().comparisons().getFirst().prompts()).isEqualTo(16);
    var again = imported.bring("Again", rows, ada);
    var reread = imported.told(again, ada).blind().orElseThrow().comparisons().getFirst();
    assertThat(List.of(reread.pairs(), reread.prompts()))
        .as("what was written is read again")
        .containsExactly(16, 16);
    imported.remove(again, ada);
  }

  @Test
  void runsOfOneExperimentAreArmsOfTheirOwnAndNoOtherRunJoinsThem() {
    var setup = ofArms("r261120-200000-quick", "r261120-210000-quick");
    assertThat(setup.arms())
        .extracting(BlindArm::label)
        .containsExactly(
            "doodle-anime · r261120-200000-quick", "doodle-anime · r261120-210000-quick");
    assertThat(sessions.plan(setup, ada).differences())
        .singleElement()
        .asString()
        .contains("besides in steps (10 against 30)");
    var session = sessions.start(setup, ada);
    assertThat(
            frozen.units(session.id()).stream()
                .flatMap(unit -> unit.pictures().stream())
                .map(shown -> shown.arm() + " " + shown.image().run())
                .distinct())
        .containsExactlyInAnyOrder("0 r261120-200000-quick", "1 r261120-210000-quick");
    assertThat(open.isSealed("quick", new Actor(grace))).isTrue();
    assertThat(seals.of(new Actor(grace)).models()).contains("doodle-anime");
    assertThatThrownBy(() -> sessions.plan(ofArms("quick", "r261120-200000-quick"), ada))
        .as("all its pictures are in both")
        .isInstanceOf(BlindProblem.class);
    sessions.close(session.id(), ada);
  }

  @Test
  void whatRatersAreToldDecidesNoArmAndWhatIsNotThereIsNamed() {
    assertThatThrownBy(() -> sessions.plan(ofArms("base:emotion=happy", "base:emotion=sad"), ada))
        .isInstanceOf(BlindProblem.class)
        .hasMessageContaining("Arms that differ in emotion cannot be rated blind");
    assertThat(sessions.plan(ofArms("base:seed=42", "anime:seed=42"), ada).units()).isEqualTo(48);
    assertThatThrownBy(() -> sessions.arm("no-such", ada))
        .isInstanceOf(BlindProblem.class)
        .hasMessageContaining("no run and no experiment")
        .hasMessageContaining("no-such");
    assertThatThrownBy(() -> sessions.arm("base:colour=red", ada))
        .isInstanceOf(BlindProblem.class)
        .hasMessageContaining("\"colour\"");
    assertThatThrownBy(() -> sessions.arm("base", new Actor(grace))).isInstanceOf(NotAllowed.class);
  }

  @Test
  void everyUnitHasItsRatersWhatComesTwiceComesFarApartAndSidesAreMixed() {
    var session = started();
    for (var rater : List.of(grace, linus)) {
      var places = task(session, rater).places();
      assertThat(places).hasSize(53);
      assertThat(places).extracting(BlindRating.Place::position).isSorted();
    }
    var names = new HashSet<String>();
    for (var rater : List.of(grace, linus)) {
      task(session, rater)
          .places()
          .forEach(place -> {
            names.add(place.pictures().getFirst());
            names.add(place.pictures().getLast());
          });
    }
    assertThat(names).as("each showing has names of its own").hasSize(2 * 106);
    assertThat(names).allSatisfy(name -> assertThat(name).hasSize(43));
    sessions.close(session.id(), ada);
    var mapping = mapping(session);
    var sides = new HashMap<String, Integer>();
    var seen = new HashMap<String, Integer>();
    for (var line : mapping) {
      if (line[0].equals("showing")) {
        sides.merge(line[4], 1, Integer::sum);
        var before = seen.put(line[1] + " " + line[3], Integer.parseInt(line[2]));
        assertThat(line[5]).isEqualTo(before == null ? "first" : "again");
        if (before != null) {
          assertThat(Integer.parseInt(line[2]) - before).isGreaterThanOrEqualTo(15);
        }
      }
    }
    assertThat(sides.keySet()).containsExactlyInAnyOrder("1 2", "2 1");
    assertThat(sides.values()).allSatisfy(count -> assertThat(count).isBetween(25, 81));
  }

  private List<String[]> mapping(BlindSession session) {
    var file =
        lab.harmony.json.Json.object(
            new String(records.published(session.id(), ada), StandardCharsets.UTF_8));
    return file.path("mapping").asString("").lines().map(line -> line.split("\t", -1)).toList();
  }

  @Test
  void anAnswerThatIsSentTwiceCountsOnceAndACorrectionSupersedes() {
    var session = started();
    var by = new Actor(grace);
    var first = said(0, "", choice(Choice.LEFT));
    assertThat(rating.say(session.id(), first, by)).isEqualTo(Taken.KEPT);
    assertThat(rating.say(session.id(), first, by)).isEqualTo(Taken.KEPT);
    assertThat(sessions.find(session.id(), ada).orElseThrow().answered()).isEqualTo(1);
    var second = said(0, first.sending(), choice(Choice.EQUAL));
    assertThat(rating.say(session.id(), second, by)).isEqualTo(Taken.KEPT);
    assertThat(task(session, grace).places().getFirst().answer()).contains(choice(Choice.EQUAL));
    var back =
        new Said(
            0,
            UUID.randomUUID().toString(),
            second.sending(),
            true,
            BlindAnswer.ofNothing(),
            Duration.ZERO);
    assertThat(rating.say(session.id(), back, by)).isEqualTo(Taken.KEPT);
    assertThat(task(session, grace).places().getFirst().answer()).isEmpty();
    assertThat(sessions.find(session.id(), ada).orElseThrow().answered()).isZero();
  }

  @Test
  void whatADeviceSaysLateDoesNotReplaceWhatAnotherSaidMeanwhile() {
    var session = started();
    var by = new Actor(grace);
    rating.say(session.id(), said(3, "", choice(Choice.RIGHT)), by);
    var late = said(3, "", choice(Choice.LEFT));
    assertThat(rating.say(session.id(), late, by)).isEqualTo(Taken.OVERTAKEN);
    assertThat(rating.say(session.id(), late, by)).as("said again").isEqualTo(Taken.OVERTAKEN);
    assertThat(task(session, grace).places().get(3).answer()).contains(choice(Choice.RIGHT));
    assertThat(sessions.find(session.id(), ada).orElseThrow().answered()).isEqualTo(1);
  }

  @Test
  void whatIsSentAgainIsAnsweredByWhatStandsAndTellsNobodyThatSomethingChanged() {
    var session = started();
    var by = new Actor(grace);
    var first = said(4, "", choice(Choice.LEFT));
    rating.say(session.id(), first, by);
    published.clear();
    assertThat(rating.say(session.id(), first, by)).isEqualTo(Taken.KEPT);
    assertThat(published.stream(BlindChanged.class)).as("it was there before").isEmpty();
    var back =
        new Said(
            4,
            UUID.randomUUID().toString(),
            first.sending(),
            true,
            BlindAnswer.ofNothing(),
            Duration.ZERO);
    assertThat(rating.say(session.id(), back, by)).isEqualTo(Taken.KEPT);
    assertThat(published.stream(BlindChanged.class)).hasSize(1);
    assertThat(rating.say(session.id(), first, by))
        .as("another device took it back")
        .isEqualTo(Taken.OVERTAKEN);
    assertThat(rating.say(session.id(), back, by)).isEqualTo(Taken.KEPT);
    sessions.close(session.id(), ada);
    published.clear();
    var late = said(5, "", choice(Choice.LEFT));
    rating.say(session.id(), late, by);
    rating.say(session.id(), late, by);
    assertThat(published.stream(BlindChanged.class)).hasSize(1);
  }

  @Test
  void whoeverRatesReadsTheirOwnSessionAndCountsNothing() {
    started();
    var session = started();
    statements.clear();
    task(session, grace);
    assertThat(statements.about("blind_late_answer")).isEmpty();
    assertThat(statements.about("blind_arm")).isEmpty();
  }

  @Test
  void onlyAnOpenSessionThatSharesSomethingHoldsBackWhatAClosedOneTells() {
    var parts =
        sessions.start(
            new BlindSetup(
                "Parts",
                BlindForm.CHECKLIST,
                List.of(new BlindArm("parts", "doodle-parts")),
                List.of(grace),
                1,
                10),
            ada);
    var session = started();
    sessions.close(session.id(), ada);
    assertThat(rating.published(session.id(), new Actor(grace))).isNotEmpty();
    var again = started();
    assertThatThrownBy(() -> rating.published(session.id(), new Actor(grace)))
        .isInstanceOf(BlindProblem.class)
        .hasMessageContaining("“Which face?”")
        .hasMessageContaining("closed");
    assertThat(reading.told(sessions.find(session.id(), ada).orElseThrow(), ada)).isNotNull();
    sessions.close(again.id(), ada);
    assertThat(rating.published(session.id(), new Actor(grace))).isNotEmpty();
    assertThat(parts.isOpen()).isTrue();
  }

  @Test
  void facesAreGivenPointsAndFourOfThemAnOrder() {
    var points =
        sessions.start(
            new BlindSetup("Points", BlindForm.POINTS, List.of(BASE, ANIME), List.of(grace), 1, 10),
            ada);
    var by = new Actor(grace);
    assertThat(task(points, grace).places()).hasSize(96 + 10);
    assertThat(rating.say(points.id(), said(0, "", BlindAnswer.ofPoints(2, false)), by))
        .isEqualTo(Taken.KEPT);
    assertThat(rating.say(points.id(), said(1, "", choice(Choice.LEFT)), by))
        .isEqualTo(Taken.UNKNOWN);
    assertThat(task(points, grace).places().getFirst().answer())
        .contains(BlindAnswer.ofPoints(2, false));
    assertThatThrownBy(() -> BlindAnswer.ofPoints(4, false)).hasMessageContaining("0 to 3");

    assertThatThrownBy(() ->
            sessions.plan(
                new BlindSetup("t", BlindForm.ORDER, List.of(BASE, ANIME), List.of(grace), 1, 10),
                ada))
        .hasMessageContaining("needs four arms, got 2");
    var four =
        sessions.start(
            new BlindSetup(
                "Four",
                BlindForm.ORDER,
                List.of(BASE, ANIME, THIRD, FOURTH),
                List.of(grace),
                1,
                10),
            ada);
    var places = task(four, grace).places();
    assertThat(places).hasSize(53).allMatch(place -> place.pictures().size() == 4);
    var order = BlindAnswer.ofOrder(List.of(2, 0, 3, 1), false);
    assertThat(rating.say(four.id(), said(0, "", order), by)).isEqualTo(Taken.KEPT);
    assertThat(task(four, grace).places().getFirst().answer()).contains(order);
    assertThatThrownBy(() -> BlindAnswer.ofOrder(List.of(0, 0, 1, 2), false))
        .hasMessageContaining("each once");
    sessions.close(four.id(), ada);
    var file = new String(records.published(four.id(), ada), StandardCharsets.UTF_8);
    assertThat(file).contains("\\t3 1 4 2\\t");
    assertThat(
            mapping(four).stream().filter(line -> line[0].equals("showing")).map(line -> line[4]))
        .allMatch(arms -> arms.chars().sorted().filter(Character::isDigit).count() == 4);
    assertThat(
            mapping(four).stream()
                .filter(line -> line[0].equals("showing"))
                .map(line -> line[4])
                .distinct())
        .as("orders from left to right")
        .hasSizeGreaterThan(10);
  }

  @Test
  void sessionsOfEveryFormTellWhichArmIsBetter() {
    for (var form : BlindForm.values()) {
      var session =
          sessions.start(
              new BlindSetup(
                  "All " + form,
                  form,
                  form == BlindForm.ORDER
                      ? List.of(BASE, ANIME, THIRD, FOURTH)
                      : List.of(BASE, ANIME),
                  List.of(grace),
                  List.of("A guest"),
                  2,
                  10),
              ada);
      var units = frozen.units(session.id());
      for (var showing : frozen.showings(session.id(), grace)) {
        var arms =
            showing.pictures().stream()
                .map(place -> units.get(showing.unit()).pictures().get(place).arm())
                .toList();
        boolean first = arms.getFirst() == 0;
        var answer =
            switch (form) {
              case CHECKLIST -> BlindAnswer.ofFace(new Checklist(first, first, first), false);
              case POINTS -> BlindAnswer.ofPoints(first ? 3 : 1 - showing.unit() / 2 % 2, false);
              case PAIRS -> choice(first ? Choice.LEFT : Choice.RIGHT);
              case ORDER ->
                  BlindAnswer.ofOrder(
                      java.util.stream.IntStream.range(0, 4)
                          .boxed()
                          .sorted(java.util.Comparator.comparing(arms::get))
                          .toList(),
                      false);
            };
        rating.say(session.id(), said(showing.position(), "", answer), new Actor(grace));
      }
      sessions.close(session.id(), ada);
      var closed = sessions.find(session.id(), ada).orElseThrow();
      var found = reading.told(closed, ada).blind().orElseThrow();
      assertThat(found.comparisons()).hasSize(form == BlindForm.ORDER ? 6 : 1);
      var comparison = found.comparisons().getFirst();
      assertThat(comparison.isShown()).as("%s", form).isTrue();
      assertThat(reading.told(closed, ada).claims(found)).as("%s", form).isNotEmpty();
      reading.steadiness(closed, ada);
      var rows = new String(reading.rows(session.id(), ada), StandardCharsets.UTF_8);
      assertThat(rows.lines().count()).as("%s", form).isGreaterThan(50);
      if (form == BlindForm.ORDER) {
        assertThat(rows).containsPattern(",[1-4] [1-4] [1-4] [1-4],");
        assertThat(comparison.choices().subList(1, 4))
            .as("the first arm is always before the second")
            .containsOnly(0);
      }
    }
  }

  @Test
  void anAnswerThatComesAfterWhatTookItBackDoesNotStand() {
    var session = started();
    var by = new Actor(grace);
    var first = said(2, "", choice(Choice.LEFT));
    var back =
        new Said(
            2,
            UUID.randomUUID().toString(),
            first.sending(),
            true,
            BlindAnswer.ofNothing(),
            Duration.ZERO);
    assertThat(rating.say(session.id(), back, by)).isEqualTo(Taken.OVERTAKEN);
    assertThat(rating.say(session.id(), first, by)).isEqualTo(Taken.OVERTAKEN);
    assertThat(task(session, grace).places().get(2).answer()).isEmpty();
  }

  @Test
  void whatComesAfterTheCloseIsKeptApartOnceAndCountedAsANumber() {
    var session = started();
    var by = new Actor(grace);
    rating.say(session.id(), said(0, "", choice(Choice.LEFT)), by);
    assertThat(rating.ended(session.id(), by)).isEmpty();
    sessions.close(session.id(), ada);
    var late = said(1, "", choice(Choice.RIGHT));
    assertThat(rating.say(session.id(), late, by)).isEqualTo(Taken.LATE);
    assertThat(rating.say(session.id(), late, by)).as("said again").isEqualTo(Taken.LATE);
    rating.say(session.id(), said(1, late.sending(), choice(Choice.LEFT)), by);
    assertThat(rating.ended(session.id(), by).orElseThrow().late())
        .as("places, not entries")
        .isEqualTo(1);
    assertThat(rating.ended(session.id(), new Actor(linus)).orElseThrow().late()).isZero();
    var other = people.add("Other " + UUID.randomUUID(), Role.REVIEWER).id();
    assertThat(rating.ended(session.id(), new Actor(other))).isEmpty();
    assertThat(rating.say(session.id(), late, new Actor(other))).isEqualTo(Taken.UNKNOWN);
    var closed = sessions.find(session.id(), ada).orElseThrow();
    assertThat(closed.late()).isEqualTo(1);
    assertThat(closed.answered()).isEqualTo(1);
    var published = new String(records.published(session.id(), ada), StandardCharsets.UTF_8);
    assertThat(PublishedCheck.of(published).answers()).isEqualTo(1);
  }

  @Test
  void anAnswerReadsWhatStandsAtItsPlaceAndNoMore() {
    var session = started();
    rating.say(session.id(), said(0, "", choice(Choice.LEFT)), new Actor(grace));
    statements.clear();
    rating.say(session.id(), said(1, "", choice(Choice.LEFT)), new Actor(grace));
    assertThat(statements.about("blind_showing"))
        .singleElement()
        .asString()
        .contains("position = ?");
    assertThat(statements.about("blind_answer"))
        .allMatch(sql -> sql.matches("(?s).*(insert into|sending = |position = |knew = ).*"))
        .hasSize(4);
    assertThat(statements.about("blind_rater")).isEmpty();
  }

  @Test
  void onlyWhoIsAskedRatesOnlyWhatTheyAreShownAndOnlyWhileItIsOpen() {
    var session = started();
    var other = people.add("Other " + UUID.randomUUID(), Role.REVIEWER).id();
    assertThat(rating.task(session.id(), new Actor(other))).isEmpty();
    assertThat(rating.say(session.id(), said(0, "", choice(Choice.LEFT)), new Actor(other)))
        .isEqualTo(Taken.UNKNOWN);
    assertThat(rating.say(session.id(), said(99, "", choice(Choice.LEFT)), new Actor(grace)))
        .isEqualTo(Taken.UNKNOWN);
    assertThat(
            rating.say(session.id(), said(0, "", BlindAnswer.ofFace(ALL, false)), new Actor(grace)))
        .isEqualTo(Taken.UNKNOWN);
    var first = said(0, "", choice(Choice.LEFT));
    rating.say(session.id(), first, new Actor(grace));
    sessions.close(session.id(), ada);
    assertThat(rating.say(session.id(), said(1, "", choice(Choice.LEFT)), new Actor(grace)))
        .isEqualTo(Taken.LATE);
    assertThat(rating.say(session.id(), first, new Actor(grace)))
        .as("what was kept before the close stays kept")
        .isEqualTo(Taken.KEPT);
    assertThat(rating.task(session.id(), new Actor(grace))).isEmpty();
    assertThatThrownBy(() -> sessions.close(session.id(), ada)).isInstanceOf(BlindProblem.class);
  }

  @Test
  void whoeverClosesTheSessionOfAnotherSaysWhy() {
    var hedy = Actor.of(people.add("Hedy " + UUID.randomUUID(), Role.RESEARCHER));
    var other = Actor.of(people.add("Other " + UUID.randomUUID(), Role.RESEARCHER));
    var session = sessions.start(pairs(List.of(grace, linus), 2), hedy);
    assertThatThrownBy(() -> sessions.close(session.id(), new Actor(grace), "why not"))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> sessions.close(session.id(), other))
        .isInstanceOf(ReasonNeeded.class)
        .hasMessageContaining("close the session of Hedy");
    assertThat(sessions.find(session.id(), other).orElseThrow().isOpen()).isTrue();
    sessions.close(session.id(), other, " She is\nill. ");
    var closing = sessions.find(session.id(), other).orElseThrow().closing().orElseThrow();
    assertThat(closing.reason()).isEqualTo("She is ill.");
    assertThat(closing.by().orElseThrow().is(other.person())).isTrue();
    assertThat(told(AuditKind.BLIND_SESSION_CLOSED, session))
        .containsEntry("reason", "She is ill.")
        .hasEntrySatisfying("of", of -> assertThat(of).startsWith("Hedy"));

    var own = sessions.start(pairs(List.of(grace, linus), 2), hedy);
    sessions.close(own.id(), hedy, "not asked for");
    assertThat(sessions.find(own.id(), hedy).orElseThrow().closing().orElseThrow().reason())
        .isEmpty();
    var owned = sessions.start(pairs(List.of(grace, linus), 2), hedy);
    sessions.close(owned.id(), ada);
    assertThat(sessions.find(owned.id(), ada).orElseThrow().isOpen()).isFalse();
  }

  @Test
  void nothingIsToldBeforeTheCloseAndAllOfItAfterwards() {
    var session = started();
    assertThatThrownBy(() -> records.published(session.id(), ada))
        .isInstanceOf(BlindProblem.class)
        .hasMessageContaining("is open");
    assertThatThrownBy(() -> reading.rows(session.id(), ada)).isInstanceOf(BlindProblem.class);
    assertThatThrownBy(() -> reading.told(session, ada)).isInstanceOf(BlindProblem.class);
    assertThat(sessions.find(session.id(), new Actor(grace))).isEmpty();
    for (var place : task(session, grace).places()) {
      rating.say(session.id(), said(place.position(), "", choice(Choice.LEFT)), new Actor(grace));
    }
    sessions.close(session.id(), ada);
    var rows = new String(reading.rows(session.id(), ada), StandardCharsets.UTF_8);
    assertThat(rows.lines()).hasSize(54);
    assertThat(rows.lines().skip(1))
        .allSatisfy(row -> assertThat(row).contains("doodle-base · base", "doodle-anime · anime"));
    var closed = sessions.find(session.id(), ada).orElseThrow();
    var told = reading.told(closed, ada);
    assertThat(told.all()).as("all of them were blind").isEmpty();
    var comparison = told.blind().orElseThrow().comparisons().getFirst();
    assertThat(comparison.choices().stream().mapToInt(Integer::intValue).sum()).isEqualTo(48);
    assertThat(told.claims(told.blind().orElseThrow()).getFirst())
        .as("sides are drawn, so one of twenty who always prefer the left shows a difference")
        .startsWith(comparison.isShown() ? "Shown" : "Not shown");
    var passport = told.passports().getFirst();
    assertThat(passport.left().orElseThrow().successes()).isEqualTo(53);
    assertThat(passport.self().repeats()).isEqualTo(5);
  }

  private Map<String, String> told(AuditKind kind, BlindSession session) {
    var about =
        new AuditQuery(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(kind.code()),
            Optional.empty(),
            List.of(session.id().value()));
    return audit.list(about, Long.MAX_VALUE, 5).getFirst().facts();
  }

  @Test
  void whatWasSealedIsFoundAgainFromThePublishedFileAloneAndAnyChangeIsFound() {
    var session = started();
    assertThat(session.commitment()).matches("[0-9a-f]{64}");
    assertThat(told(AuditKind.BLIND_SESSION_STARTED, session))
        .containsEntry("commitment", session.commitment());
    rating.say(session.id(), said(0, "", choice(Choice.LEFT)), new Actor(grace));
    sessions.close(session.id(), ada);
    var text = new String(records.published(session.id(), ada), StandardCharsets.UTF_8);
    var check = PublishedCheck.of(text);
    assertThat(check.problems()).isEmpty();
    assertThat(check.commitment()).isEqualTo(session.commitment());
    assertThat(check.showings()).isEqualTo(106);
    assertThat(check.answers()).isEqualTo(1);
    assertThat(told(AuditKind.BLIND_SESSION_CLOSED, session))
        .as("whoever changes answers cannot change this")
        .containsEntry("answersSha256", check.answersSha256())
        .containsEntry("closeSha256", check.closeSha256().orElseThrow());
    assertThat(sessions.find(session.id(), ada).orElseThrow().closing().orElseThrow().sha256())
        .isEqualTo(check.closeSha256().orElseThrow());
    assertThat(text).doesNotContain("Grace", grace.value());
    var swapped = text.replaceFirst("1 2\\\\tfirst", "2 1\\\\tfirst");
    assertThat(swapped).isNotEqualTo(text);
    assertThat(PublishedCheck.of(swapped).problems())
        .singleElement()
        .asString()
        .contains("not the one that was sealed");
    var answered = text.replace("\\tleft\\t", "\\tright\\t");
    assertThat(answered).isNotEqualTo(text);
    assertThat(PublishedCheck.of(answered).problems())
        .singleElement()
        .asString()
        .contains("answers were changed");
    assertThat(check.steps()).hasSize(10).allMatch(PublishedCheck.Step::holds);
    assertThat(check.against(check.commitment().toUpperCase(java.util.Locale.ROOT)).holds())
        .isTrue();
    assertThat(check.against("0".repeat(64)).problems())
        .hasSize(1)
        .first()
        .asString()
        .startsWith("You noted 000");
    assertThatThrownBy(() -> PublishedCheck.of("{}")).isInstanceOf(BlindProblem.class);
    assertThatThrownBy(() -> PublishedCheck.of("[")).isInstanceOf(BlindProblem.class);
  }

  @Test
  void whoWasBlindTitleFormAndTimesStandUnderTheSha256OfTheClose() {
    var session = started();
    rating.say(session.id(), said(0, "", choice(Choice.LEFT)), new Actor(grace));
    sessions.close(session.id(), ada);
    var text = new String(records.published(session.id(), ada), StandardCharsets.UTF_8);
    for (var change :
        List.of(
            text.replaceFirst("\"blindness\" ?: \"blind\"", "\"blindness\" : \"not-blind\""),
            text.replace("\"Which face?\"", "\"Which one?\""),
            text.replaceFirst("\"guest\" ?: false", "\"guest\" : true"),
            text.replaceFirst("\"closedAt\" ?: \"2", "\"closedAt\" : \"3"))) {
      assertThat(change).isNotEqualTo(text);
      assertThat(PublishedCheck.of(change).problems())
          .singleElement()
          .asString()
          .contains("something else than its close wrote down", "instead of");
    }
    var form = text.replaceFirst("\"form\" ?: \"pairs\"", "\"form\" : \"order\"");
    assertThat(PublishedCheck.of(form).problems()).hasSize(2);
    var close = text.replace("1\\tblind", "1\\tnot-blind");
    assertThat(close).isNotEqualTo(text);
    assertThat(PublishedCheck.of(close).problems())
        .anySatisfy(it -> assertThat(it).contains("What the close wrote down was changed"));

    var check = PublishedCheck.of(text);
    var sha256 = check.closeSha256().orElseThrow();
    assertThat(check.sentence()).contains("fits itself", "SHA-256 of the close, " + sha256);
    assertThat(check.against(session.commitment()).sentence())
        .contains("what was sealed at its start", "SHA-256 of the close, " + sha256);
    assertThat(check.against(sha256).against(session.commitment()).sentence())
        .contains("all else in the file what its close wrote down")
        .doesNotContain("stand under");
    assertThat(check.against(sha256).sentence()).contains("shows the commitment");
  }

  @Test
  void filesOfBeforeAreCheckedAndSayWhatTheyDoNotCover() {
    var session = started();
    sessions.close(session.id(), ada);
    var mapping = frozen.mapping(session.id());
    var before =
        new SealedMapping(
            mapping
                .text()
                .replace(SealedMapping.FORMAT, SealedMapping.BEFORE)
                .replaceAll("(differs|stop|alike|left-out)\t[^\n]*\n", ""),
            mapping.nonce());
    database
        .sql(
            "update blind_session set close_sha256 = '', ended = '', mapping = :mapping, commitment = :commitment where id = :id")
        .param("mapping", before.text())
        .param("commitment", before.commitment().hex())
        .param("id", session.id().value())
        .update();
    var text = new String(records.published(session.id(), ada), StandardCharsets.UTF_8);
    assertThat(text).contains("harmony-blind-session/1").doesNotContain("closeSha256");
    var check = PublishedCheck.of(text);
    assertThat(check.problems()).isEmpty();
    assertThat(check.steps()).hasSize(7);
    assertThat(check.against(before.commitment().hex()).sentence())
        .contains("what was sealed at its start", "and the answers stand under no SHA-256");
  }

  @Test
  void whatIsAnsweredWhileASessionIsClosedIsWhollyInOrWhollyLate() throws Exception {
    var session = started();
    var by = new Actor(grace);
    try (var raters = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
      var rated =
          raters.submit(() -> {
            int kept = 0;
            for (var standing = ""; ; kept++) {
              var next = said(0, standing, choice(Choice.LEFT));
              if (rating.say(session.id(), next, by) == Taken.LATE) {
                return kept;
              }
              standing = next.sending();
            }
          });
      while (sessions.find(session.id(), ada).orElseThrow().answered() == 0 && !rated.isDone()) {
        Thread.onSpinWait();
      }
      sessions.close(session.id(), ada);
      int kept = rated.get();
      var check =
          PublishedCheck.of(
              new String(records.published(session.id(), ada), StandardCharsets.UTF_8));
      assertThat(check.problems()).isEmpty();
      assertThat(check.answers()).isEqualTo(kept);
      assertThat(told(AuditKind.BLIND_SESSION_CLOSED, session))
          .containsEntry("answersSha256", check.answersSha256());
    }
  }

  @Test
  void whoeverCanOpenTheRunsIsMarkedAsNotBlindAlsoIfForAMomentOnly() {
    var session = started();
    assertThat(session.raters()).allMatch(rater -> rater.blindness() == Blindness.BLIND);
    roles.give(grace, Role.RESEARCHER, ada);
    roles.give(grace, Role.REVIEWER, ada);
    var now = sessions.find(session.id(), ada).orElseThrow();
    assertThat(now.rater(grace).orElseThrow().blindness()).isEqualTo(Blindness.NOT_BLIND);
    assertThat(now.rater(linus).orElseThrow().blindness()).isEqualTo(Blindness.BLIND);
    rating.say(session.id(), said(0, "", choice(Choice.LEFT)), new Actor(grace));
    sessions.close(session.id(), ada);
    var told = reading.told(sessions.find(session.id(), ada).orElseThrow(), ada);
    assertThat(told.blind()).as("what counts is told without them").isEmpty();
    assertThat(told.all().orElseThrow().answers()).isEqualTo(1);
  }

  @Test
  void theReviewOfTheseFacesIsClosedToTheirRatersAsLongAsTheSessionIsOpen() {
    var by = new Actor(grace);
    assertThat(open.of(by))
        .containsExactly(
            "alike", "anime", "base", "elsewhere", "fourth", "parts", "quick", "short", "third");
    var session = started();
    assertThat(open.of(by))
        .as("also others of the same models")
        .containsExactly("fourth", "parts", "short", "third");
    assertThat(open.isSealed("base", by)).isTrue();
    assertThat(open.isSealed("elsewhere", by)).as("of the same model").isTrue();
    assertThat(open.isSealed("parts", by)).isFalse();
    assertThat(open.isSealed("base", ada)).as("who knows it anyway").isFalse();
    var other = Actor.of(people.add("Other " + UUID.randomUUID(), Role.REVIEWER));
    assertThat(open.isSealed("base", other)).as("who does not rate").isFalse();
    sessions.close(session.id(), ada);
    assertThat(open.of(by))
        .containsExactly(
            "alike", "anime", "base", "elsewhere", "fourth", "parts", "quick", "short", "third");
  }

  @Test
  void whatIsSealedIsFoundWithoutReadingItAgainWithEachKey() {
    started();
    var by = new Actor(grace);
    open.of(by);
    statements.clear();
    open.of(by);
    assertThat(statements.about("blind_picture")).isEmpty();
    assertThat(statements.about("run_images")).isEmpty();
    assertThat(statements.about("blind_rater")).hasSize(1);
    assertThat(statements.about("drawn_by in"))
        .as("a list needs all runs of the models")
        .hasSize(1);
    statements.clear();
    assertThat(seals.of(by).models()).isNotEmpty();
    assertThat(statements.about("drawn_by in")).as("a picture does not").isEmpty();
  }

  @Test
  void aChecklistTellsTheRatesOfEachArmAndTheirPairedDifference() {
    var session =
        sessions.start(
            new BlindSetup(
                "Faces", BlindForm.CHECKLIST, List.of(BASE, ANIME), List.of(grace, linus), 2, 10),
            ada);
    var arms = new HashMap<String, Integer>();
    sessionsArms(session).forEach(arms::put);
    for (var rater : List.of(grace, linus)) {
      for (var place : task(session, rater).places()) {
        boolean base = Objects.requireNonNull(arms.get(place.pictures().getFirst())) == 0;
        rating.say(
            session.id(),
            said(
                place.position(),
                "",
                BlindAnswer.ofFace(new Checklist(base, base, place.position() % 2 == 0), false)),
            new Actor(rater));
      }
    }
    sessions.close(session.id(), ada);
    var closed = sessions.find(session.id(), ada).orElseThrow();
    var told = reading.told(closed, ada);
    var found = told.blind().orElseThrow();
    assertThat(found.arms()).hasSize(2);
    assertThat(found.arms().getFirst().faces()).isEqualTo(48);
    assertThat(found.arms().getFirst().ratings()).isEqualTo(96);
    var comparison = found.comparisons().getFirst();
    assertThat(comparison.isShown()).isTrue();
    assertThat(comparison.difference().orElseThrow().value()).isBetween(0.55, 0.8);
    assertThat(told.claims(found).getFirst())
        .startsWith("Shown: doodle-base · base has more of the points than doodle-anime · anime");
    var own = reading.passport(session.id(), new Actor(grace)).orElseThrow();
    assertThat(own.title()).isEqualTo("Faces");
    assertThat(own.passport().answers()).isEqualTo(told.passports().getFirst().answers());
    assertThat(reading.passport(session.id(), ada)).as("who did not rate").isEmpty();
  }

  @Autowired FrozenStore frozen;
  @Autowired org.springframework.jdbc.core.simple.JdbcClient database;

  private HashMap<String, Integer> sessionsArms(BlindSession session) {
    var arms = new HashMap<String, Integer>();
    var units = frozen.units(session.id());
    frozen
        .showings(session.id())
        .forEach(showing ->
            arms.put(
                showing.shown().getFirst().name(),
                units.get(showing.unit()).pictures().getFirst().arm()));
    return arms;
  }
}
