package lab.harmony.blind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import lab.harmony.DrawnExperiment;
import lab.harmony.HarmonyLab;
import lab.harmony.audit.AuditActor;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.backup.Restore;
import lab.harmony.backup.access.CarriedOver;
import lab.harmony.backup.copies.Backups;
import lab.harmony.backup.copies.LabParts;
import lab.harmony.blind.BlindRating.Taken;
import lab.harmony.blind.guests.BlindGuests;
import lab.harmony.blind.results.BlindReading;
import lab.harmony.blind.results.published.PublishedCheck;
import lab.harmony.blind.session.BlindAnswer;
import lab.harmony.blind.session.BlindArm;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.BlindProblem;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.blind.session.BlindSetup;
import lab.harmony.blind.session.Blindness;
import lab.harmony.blind.session.Ended;
import lab.harmony.blind.session.GuestWay;
import lab.harmony.blind.session.Said;
import lab.harmony.blind.session.SessionId;
import lab.harmony.blind.session.Voided;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.PersonId;
import lab.harmony.people.Role;
import lab.harmony.people.Roles;
import lab.harmony.reports.shelf.FrozenLines;
import lab.harmony.runs.store.RunColumnsMigration;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.LabDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/// What becomes of blind sessions when the lab goes back to a backup in which they are open.
@Tag("process")
class RestoredSessionsTest {

  private static final LabParts PARTS =
      new LabParts(FrozenLines::in, ToldFiles::in, List.of(new RunColumnsMigration()));

  @TempDir static Path folder;

  /// Rated on after the backup, then closed: its close does not fit the backup.
  private static SessionId ratedOn;

  /// Wholly answered before the backup, closed after it.
  private static SessionId answered;

  /// Wholly answered before the backup, closed after it; meanwhile a rater saw the arms.
  private static SessionId seenThrough;

  /// Open all the while.
  private static SessionId open;

  private static PersonId grace;
  private static PersonId zoe;
  private static PersonId linus;
  private static String published;
  private static final Map<SessionId, String> closes = new HashMap<>();

  private Path here;

  @BeforeAll
  static void aLabThatClosesSessionsAfterABackup() throws Exception {
    var root = folder.resolve("first");
    DrawnExperiment.copyPrompts(root.resolve("workspace"));
    DrawnExperiment.of("base", "doodle-base", 42).write(root.resolve("workspace"));
    DrawnExperiment.of("anime", "doodle-anime", 42).write(root.resolve("workspace"));
    try (var lab = start(root)) {
      var people = lab.getBean(People.class);
      people.localId();
      grace = people.add("Grace", Role.REVIEWER).id();
      linus = people.add("Linus", Role.REVIEWER).id();
      backups(root).make(folder.resolve("empty.zip"), false);
      ratedOn = session(lab, "Rated on", grace);
      answered = session(lab, "Answered", grace);
      seenThrough = session(lab, "Seen through", linus);
      open = session(lab, "Open", List.of("Zoe"), grace);
      zoe =
          session(lab, open).raters().stream()
              .filter(BlindSession.Rater::guest)
              .findFirst()
              .orElseThrow()
              .person()
              .id();
      var guests = lab.getBean(BlindGuests.class);
      var browser = guests.begin(guests.link(open, zoe, ada(lab))).orElseThrow();
      for (int position = 0; position < 4; position++) {
        assertThat(guests.say(browser, said(position), 1)).contains(Taken.KEPT);
      }
      rate(lab, ratedOn, grace, 0, 10);
      rate(lab, open, grace, 0, 10);
      rate(lab, answered, grace, 0, 53);
      rate(lab, seenThrough, linus, 0, 53);
      backups(root).make(folder.resolve("backup.zip"), false);
      rate(lab, ratedOn, grace, 10, 30);
      guests.takeOut(open, zoe, 1, ada(lab), "Not Zoe.");
      guests.link(open, zoe, ada(lab));
      lab.getBean(Roles.class).give(linus, Role.RESEARCHER, ada(lab));
      lab.getBean(Roles.class).give(linus, Role.REVIEWER, ada(lab));
      for (var session : List.of(ratedOn, answered, seenThrough)) {
        lab.getBean(BlindSessions.class).close(session, ada(lab));
        closes.put(session, closing(lab, session).sha256());
      }
      backups(root).make(folder.resolve("closed.zip"), false);
      published =
          new String(
              lab.getBean(SessionRecords.class).published(ratedOn, ada(lab)),
              StandardCharsets.UTF_8);
    }
  }

  @BeforeEach
  void aCopyOfTheLab() throws IOException {
    here = folder.resolve(UUID.randomUUID().toString());
    FileSystemUtils.copyRecursively(folder.resolve("first"), here);
  }

  @AfterEach
  void remove() throws IOException {
    FileSystemUtils.deleteRecursively(here);
  }

  @Test
  void whatWasClosedAfterTheBackupIsNotOpenAgain() throws Exception {
    var carried = restored("backup.zip");
    assertThat(carried.sessions()).isEqualTo(3);
    assertThat(carried.sentences())
        .anySatisfy(
            one -> assertThat(one).startsWith("3 blind sessions that are open in the backup"));
    assertThat(carried.counts()).containsEntry("blindSessionsClosed", 3);
    try (var lab = started()) {
      var rating = lab.getBean(BlindRating.class);
      var by = new Actor(grace);
      assertThat(rating.task(ratedOn, by)).as("nobody rates in it").isEmpty();
      assertThat(rating.say(ratedOn, said(20), by)).isEqualTo(Taken.LATE);
      assertThat(session(lab, ratedOn).answered()).as("what was given is kept").isEqualTo(10);
      var closing = closing(lab, ratedOn);
      assertThat(closing.voided()).contains(Voided.CLOSED_SINCE);
      assertThat(closing.sha256()).isEqualTo(closes.get(ratedOn));
      assertThat(closing.wentBack()).isPresent();
      assertThat(rating.ended(ratedOn, by).orElseThrow().heldBack().orElseThrow())
          .contains("closed after the backup", "stands in the file that was published then");
      var records = lab.getBean(SessionRecords.class);
      assertThatThrownBy(() -> records.published(ratedOn, ada(lab)))
          .isInstanceOf(BlindProblem.class)
          .hasMessageContaining("closed after the backup");
      assertThatThrownBy(() -> rating.published(ratedOn, by)).isInstanceOf(BlindProblem.class);
      assertThatThrownBy(() -> records.closedRecord(ratedOn)).isInstanceOf(BlindProblem.class);
      assertThatThrownBy(() -> lab.getBean(BlindReading.class).passport(ratedOn, by))
          .isInstanceOf(BlindProblem.class);
      assertThatThrownBy(() -> lab.getBean(BlindReading.class).rows(ratedOn, ada(lab)))
          .isInstanceOf(BlindProblem.class);
      assertThatThrownBy(() -> lab.getBean(BlindSessions.class).close(ratedOn, ada(lab)))
          .isInstanceOf(BlindProblem.class);

      assertThat(rating.task(open, by)).as("what nobody closed goes on").isPresent();
      assertThat(rating.say(open, said(10), by)).isEqualTo(Taken.KEPT);
    }
  }

  @Test
  void whatIsInTheBackupJustAsItWasClosedIsClosedAsItWas() throws Exception {
    restored("backup.zip");
    try (var lab = started()) {
      for (var session : List.of(answered, seenThrough)) {
        var closing = closing(lab, session);
        assertThat(closing.voided()).isEmpty();
        assertThat(closing.ended()).contains(Ended.COMPLETE);
        var check =
            PublishedCheck.of(
                    new String(
                        lab.getBean(SessionRecords.class).published(session, ada(lab)),
                        StandardCharsets.UTF_8))
                .against(Objects.requireNonNull(closes.get(session)));
        assertThat(check.problems()).isEmpty();
        assertThat(check.answers()).isEqualTo(53);
      }
      assertThat(session(lab, seenThrough).rater(linus).orElseThrow().blindness())
          .as("they saw the arms after the backup")
          .isEqualTo(Blindness.NOT_BLIND);
      assertThat(lab.getBean(BlindReading.class).told(session(lab, answered), ada(lab)))
          .isNotNull();
    }
  }

  @Test
  void answersThatWereTakenOutAfterTheBackupDoNotCountAsWhatWasClosed() throws Exception {
    execute("update blind_closing set taken_out = 1 where session = '%s'".formatted(answered));
    restored("backup.zip");
    assertThat(states()).contains("Answered closed-since", "Rated on closed-since");
  }

  @Test
  void whatWasTakenOutOfAGuestsAnswersStaysOutAndNoLinkHasTheNumberOfAnother() throws Exception {
    restored("backup.zip");
    try (var lab = started()) {
      assertThat(session(lab, open).rater(zoe).orElseThrow().answered()).isZero();
      var guests = lab.getBean(BlindGuests.class);
      guests.link(open, zoe, ada(lab));
      assertThat(guests.ways(open, ada(lab)).get(zoe))
          .extracting(GuestWay::number)
          .containsExactlyInAnyOrder(1, 2, 3);
      assertThat(guests.ways(open, ada(lab)).get(zoe))
          .as("why, too")
          .anySatisfy(way -> assertThat(way.out().orElseThrow().reason()).isEqualTo("Not Zoe."));
    }
  }

  @Test
  void itStaysKnownHoweverOftenAndHoweverFarOneGoesBack() throws Exception {
    restored("backup.zip");
    noted();
    assertThat(restored("backup.zip").sessions()).isEqualTo(3);
    noted();
    assertThat(restored("empty.zip").sessions()).as("it has none").isZero();
    noted();
    assertThat(restored("backup.zip").sessions()).isEqualTo(3);
    assertThat(states())
        .containsExactlyInAnyOrder(
            "Rated on closed-since", "Answered ", "Seen through closed-since", "Open open");
  }

  @Test
  void itIsKnownOfALabThatWasBroughtUpToDateAndNotStartedSince() throws Exception {
    execute("drop table blind_closing");
    execute("alter table blind_session drop column voided");
    execute("alter table blind_session drop column voided_at");
    restored("backup.zip");
    assertThat(states())
        .as("by the answers that the database has itself")
        .containsExactlyInAnyOrder(
            "Rated on closed-since", "Answered ", "Seen through ", "Open open");
  }

  @Test
  void ofClosesThatWereNotWrittenDownNobodyKnowsWithHowManyAnswers() throws Exception {
    execute("drop table blind_closing");
    for (var column : List.of("voided", "voided_at", "close_format", "close_sha256", "ended")) {
      execute("alter table blind_session drop column " + column);
    }
    restored("backup.zip");
    assertThat(states())
        .containsExactlyInAnyOrder(
            "Rated on closed-since",
            "Answered closed-since",
            "Seen through closed-since",
            "Open open");
  }

  @Test
  void whoWasBlindInASessionThatIsClosedInTheBackupStaysAsItsCloseSays() throws Exception {
    // Here it was never closed, and its rater saw the arms.
    execute(
        "update blind_session set closed_at = null, closed_by = null where id = '%s'"
            .formatted(answered));
    execute("delete from blind_closing where session = '%s'".formatted(answered));
    for (var session : List.of(answered, open)) {
      execute(
          "update blind_rater set not_blind_since = now() where session = '%s' and person = '%s'"
              .formatted(session, grace));
    }
    restored("closed.zip");
    try (var lab = started()) {
      assertThat(session(lab, answered).rater(grace).orElseThrow().blindness())
          .as("closed in the backup")
          .isEqualTo(Blindness.BLIND);
      assertThat(session(lab, open).rater(grace).orElseThrow().blindness())
          .as("open in the backup")
          .isEqualTo(Blindness.NOT_BLIND);
      assertThat(
              PublishedCheck.of(
                      new String(
                          lab.getBean(SessionRecords.class).published(answered, ada(lab)),
                          StandardCharsets.UTF_8))
                  .against(Objects.requireNonNull(closes.get(answered)))
                  .problems())
          .isEmpty();
    }
  }

  @Test
  void whatWasSealedOtherwiseUnderTheSameNameMakesNobodyNotBlind() throws Exception {
    execute(
        "update blind_session set commitment = '%s' where id = '%s'"
            .formatted("0".repeat(64), open));
    execute("update blind_rater set not_blind_since = now() where session = '%s'".formatted(open));
    restored("backup.zip");
    try (var lab = started()) {
      assertThat(session(lab, open).rater(grace).orElseThrow().blindness())
          .isEqualTo(Blindness.BLIND);
    }
  }

  @Test
  void aFileVoidsNoSessionThatTheLabItselfHasOpen() throws Exception {
    String commitment;
    try (var lab = start(here)) {
      commitment = session(lab, open).commitment();
    }
    var note = here.resolve("workspace/notebooks/note.ipynb");
    Files.createDirectories(Objects.requireNonNull(note.getParent()));
    Files.writeString(note, ToldFiles.SEALED_UNDER + commitment);
    assertThat(restored("backup.zip").sessions()).isEqualTo(3);
    assertThat(states()).contains("Open open");
    FileSystemUtils.deleteRecursively(here.resolve("data"));
    restored("backup.zip");
    assertThat(states()).as("where no lab was, it is all that is known").contains("Open told");
  }

  @Test
  void whereTheDatabaseDoesNotSayNoSessionIsOpen() throws Exception {
    Files.write(LabDatabase.of(new DataFolder(here.resolve("data"))).file(), new byte[30_000]);
    assertThat(restored("backup.zip").sessions()).isEqualTo(4);
    assertThat(states())
        .containsExactlyInAnyOrder(
            "Rated on not-known", "Answered not-known", "Seen through not-known", "Open not-known");
    noted();
    assertThat(restored("backup.zip").sessions()).as("nor after going back again").isEqualTo(4);
    assertThat(states()).contains("Open not-known");
  }

  @Test
  void anotherMachineKnowsOfAClosedSessionWhatTheFilesOfItsWorkspaceTell() throws Exception {
    for (var told : List.of("nothing", "a published file", "a notebook", "a note")) {
      FileSystemUtils.deleteRecursively(here);
      var file = here.resolve("workspace/kept").resolve(told.replace(' ', '-') + ".json");
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      var commitment = PublishedCheck.of(published).commitment();
      switch (told) {
        case "a published file" -> Files.writeString(file, published);
        case "a notebook" ->
            Files.writeString(
                file.resolveSibling("told.ipynb"),
                "{\"origin\": \"Rated blind in this lab; sealed at its start under the SHA-256 %s.\"}"
                    .formatted(commitment));
        case "a note" ->
            Files.writeString(file, "{\"we rate under\": \"%s\"}".formatted(commitment));
        default -> {}
      }
      boolean isTold = List.of("a published file", "a notebook").contains(told);
      assertThat(restored("backup.zip").sessions()).as(told).isEqualTo(isTold ? 1 : 0);
      assertThat(states())
          .as(told)
          .containsExactlyInAnyOrder(
              isTold ? "Rated on told" : "Rated on open",
              "Answered open",
              "Seen through open",
              "Open open");
    }
  }

  private static SessionId session(ConfigurableApplicationContext lab, String title, PersonId who) {
    return session(lab, title, List.of(), who);
  }

  private static SessionId session(
      ConfigurableApplicationContext lab, String title, List<String> guests, PersonId who) {
    return lab.getBean(BlindSessions.class)
        .start(
            new BlindSetup(
                title,
                BlindForm.PAIRS,
                List.of(new BlindArm("base", "doodle-base"), new BlindArm("anime", "doodle-anime")),
                List.of(who),
                guests,
                1,
                10),
            ada(lab))
        .id();
  }

  private static Actor ada(ConfigurableApplicationContext lab) {
    return new Actor(lab.getBean(People.class).localId());
  }

  private static BlindSession session(ConfigurableApplicationContext lab, SessionId id) {
    return lab.getBean(BlindSessions.class).find(id, ada(lab)).orElseThrow();
  }

  private static BlindSession.Closing closing(ConfigurableApplicationContext lab, SessionId id) {
    return session(lab, id).closing().orElseThrow();
  }

  private static Said said(int position) {
    return new Said(
        position,
        UUID.randomUUID().toString(),
        "",
        false,
        BlindAnswer.ofPair(
            position % 3 == 0 ? BlindAnswer.Choice.RIGHT : BlindAnswer.Choice.LEFT, false),
        Duration.ofSeconds(2));
  }

  private static void rate(
      ConfigurableApplicationContext lab, SessionId id, PersonId who, int from, int to) {
    for (int position = from; position < to; position++) {
      assertThat(lab.getBean(BlindRating.class).say(id, said(position), new Actor(who)))
          .isEqualTo(Taken.KEPT);
    }
  }

  private CarriedOver restored(String archive) {
    var outcome =
        new Restore(
                new DataFolder(here.resolve("data")),
                here.resolve("workspace"),
                false,
                PARTS,
                Clock.systemUTC())
            .from(folder.resolve(archive));
    assertThat(outcome).isInstanceOf(Restore.Outcome.Restored.class);
    return ((Restore.Outcome.Restored) outcome).carried();
  }

  /// As the verb does it: the trail goes on from the backup's.
  private void noted() {
    assertThat(
            AuditTrail.of(new DataFolder(here.resolve("data")), Clock.systemUTC())
                .restored(
                    AuditEvent.of(
                        AuditKind.LAB_RESTORED, AuditActor.named("Ada"), AuditSubject.lab())))
        .isEmpty();
  }

  private ConfigurableApplicationContext started() {
    noted();
    return start(here);
  }

  private List<String> states() throws SQLException {
    var all = new ArrayList<String>();
    try (var connection = LabDatabase.of(new DataFolder(here.resolve("data"))).connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select title || ' ' || case when closed_at is null then 'open' else voided end from"
                    + " blind_session")) {
      while (rows.next()) {
        all.add(rows.getString(1));
      }
    }
    return all;
  }

  private void execute(String sql) throws SQLException {
    try (var connection = LabDatabase.of(new DataFolder(here.resolve("data"))).connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Backups backups(Path root) {
    return new Backups(
        new DataFolder(root.resolve("data")), root.resolve("workspace"), Clock.systemUTC());
  }

  private static ConfigurableApplicationContext start(Path root) {
    return SpringApplication.run(
        HarmonyLab.class,
        "--spring.profiles.active=headless",
        "--spring.main.lazy-initialization=true",
        "--spring.datasource.url=",
        "--harmony.worker.enabled=false",
        "--harmony.person=Ada",
        "--harmony.data=" + root.resolve("data"),
        "--harmony.workspace=" + root.resolve("workspace"));
  }
}
