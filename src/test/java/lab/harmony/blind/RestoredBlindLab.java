package lab.harmony.blind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import lab.harmony.blind.session.BlindAnswer;
import lab.harmony.blind.session.BlindArm;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.blind.session.BlindSetup;
import lab.harmony.blind.session.Said;
import lab.harmony.blind.session.SessionId;
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
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/// A lab that closes blind sessions after a backup in which they are open, and ways back to that
/// backup and to one that has none of them. Each test has a copy of the lab.
abstract class RestoredBlindLab {

  static final LabParts PARTS =
      new LabParts(FrozenLines::in, ToldFiles::in, List.of(new RunColumnsMigration()));

  @TempDir static Path folder;

  /// Rated on after the backup, then closed: its close does not fit the backup.
  static SessionId ratedOn;

  /// Wholly answered before the backup, closed after it.
  static SessionId answered;

  /// Wholly answered before the backup, closed after it; meanwhile a rater saw the arms.
  static SessionId seenThrough;

  /// Open all the while, though one of its raters saw the arms after the backup, and what a guest
  /// answered was taken out.
  static SessionId open;

  static PersonId grace;
  static PersonId zoe;
  static PersonId linus;
  static String published;
  static final Map<SessionId, String> closes = new HashMap<>();

  Path here;

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
      open = session(lab, "Open", List.of("Zoe"), grace, linus);
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
      seesForAMoment(lab, linus);
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

  static SessionId session(ConfigurableApplicationContext lab, String title, PersonId who) {
    return session(lab, title, List.of(), who);
  }

  static SessionId session(
      ConfigurableApplicationContext lab, String title, List<String> guests, PersonId... who) {
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

  static Actor ada(ConfigurableApplicationContext lab) {
    return new Actor(lab.getBean(People.class).localId());
  }

  static BlindSession session(ConfigurableApplicationContext lab, SessionId id) {
    return lab.getBean(BlindSessions.class).find(id, ada(lab)).orElseThrow();
  }

  static BlindSession.Closing closing(ConfigurableApplicationContext lab, SessionId id) {
    return session(lab, id).closing().orElseThrow();
  }

  static void seesForAMoment(ConfigurableApplicationContext lab, PersonId person) {
    lab.getBean(Roles.class).give(person, Role.RESEARCHER, ada(lab));
    lab.getBean(Roles.class).give(person, Role.REVIEWER, ada(lab));
  }

  static Said said(int position) {
    return new Said(
        position,
        UUID.randomUUID().toString(),
        "",
        false,
        BlindAnswer.ofPair(
            position % 3 == 0 ? BlindAnswer.Choice.RIGHT : BlindAnswer.Choice.LEFT, false),
        Duration.ofSeconds(2));
  }

  static void rate(
      ConfigurableApplicationContext lab, SessionId id, PersonId who, int from, int to) {
    for (int position = from; position < to; position++) {
      assertThat(lab.getBean(BlindRating.class).say(id, said(position), new Actor(who)))
          .isEqualTo(Taken.KEPT);
    }
  }

  CarriedOver restored(String archive) {
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
  void noted() {
    assertThat(
            AuditTrail.of(new DataFolder(here.resolve("data")), Clock.systemUTC())
                .restored(
                    AuditEvent.of(
                        AuditKind.LAB_RESTORED, AuditActor.named("Ada"), AuditSubject.lab())))
        .isEmpty();
  }

  ConfigurableApplicationContext started() {
    noted();
    return start(here);
  }

  List<String> states() throws SQLException {
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

  void execute(String sql) throws SQLException {
    try (var connection = LabDatabase.of(new DataFolder(here.resolve("data"))).connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static Backups backups(Path root) {
    return new Backups(
        new DataFolder(root.resolve("data")), root.resolve("workspace"), Clock.systemUTC());
  }

  static ConfigurableApplicationContext start(Path root) {
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
