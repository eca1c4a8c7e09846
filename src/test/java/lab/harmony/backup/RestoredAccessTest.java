package lab.harmony.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.audit.AuditActor;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.people.People;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.HarmonySettings;
import lab.harmony.workspace.LabDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who comes in and who reads what after a restore.
@Tag("unit")
class RestoredAccessTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-29T12:00:00Z"), ZoneOffset.UTC);

  /// Let nobody in, and say of nothing who reads it.
  private static final Set<String> OF_THE_BACKUP =
      Set.of(
          "activity_seen",
          "audit_entry",
          "audit_head",
          "device_leases",
          "experiment_deed",
          "flyway_schema_history",
          "given_report_name",
          "given_report_version",
          "job_lines",
          "job_stops",
          "jobs",
          "notebook_draft",
          "outgoing_mark",
          "outgoing_notice",
          "report_author",
          "run_files",
          "run_images",
          "run_specs",
          "runs",
          "scheduled_tasks",
          "scores",
          "shipped_files",
          "thread",
          "thread_comment",
          "thread_comment_before",
          "thread_member",
          "thread_mention",
          "thread_turn",
          "training_sittings");

  private static final String OWNER = "0d9c1f7e-5a52-4c0e-9b39-2f6a1c8d7e40";
  private static final String ADA = "2d9c1f7e-5a52-4c0e-9b39-2f6a1c8d7e42";
  private static final String BOB = "3d9c1f7e-5a52-4c0e-9b39-2f6a1c8d7e43";

  @TempDir Path folder;
  private DataFolder data;
  private Path archive;
  private Map<String, String> reportsHere = Map.of();
  private Map<String, String> reportsOfBackup = Map.of();

  /// A backup of a lab with an owner and two researchers who come in.
  @BeforeEach
  void aBackup() throws Exception {
    archive = folder.resolve("backup.zip");
    data = aLab("data", OWNER);
    person(ADA, "researcher");
    person(BOB, "researcher");
    password(ADA, "of then");
    passkey("key-of-ada", ADA);
    passkey("other-key-of-ada", ADA);
    passkey("key-of-bob", BOB);
    account("ada-at-work", ADA);
    account("ada-at-home", ADA);
    account("bob-at-work", BOB);
    token("token-of-ada", ADA);
    back();
  }

  @Test
  void whatWasTakenFromPeopleSinceStaysTakenAway() throws Exception {
    execute("update people set may_sign_in = false where id = '%s'".formatted(BOB));
    execute("update people set role = 'reader' where id = '%s'".formatted(ADA));
    execute("update person_password set digest = 'of now' where person = '%s'".formatted(ADA));
    execute("delete from user_credentials where credential_id = 'key-of-ada'");
    execute("delete from openid_link where subject = 'ada-at-work'");
    execute("update openid_link set person = '%s' where subject = 'bob-at-work'".formatted(ADA));
    execute("delete from openid_link where subject = 'ada-at-home'");
    account("ada-at-home", ADA);

    var carried = restored().carried();

    assertThat(carried).isEqualTo(new CarriedOver(true, 0, 0, 0, 1, 1, 0, 1, 1, 2, 1));
    assertThat(column("select role from people where id = '%s'".formatted(ADA)))
        .containsExactly("reader");
    assertThat(comingIn()).containsExactlyInAnyOrder(OWNER, ADA);
    assertThat(column("select person from shut_out")).containsExactly(BOB);
    assertThat(column("select digest from person_password")).containsExactly("of now");
    assertThat(column("select credential_id from user_credentials"))
        .containsExactlyInAnyOrder("other-key-of-ada", "key-of-bob");
    assertThat(column("select subject || ' ' || person from openid_link"))
        .as("also one that signs in somebody else now")
        .containsExactlyInAnyOrder("ada-at-home " + ADA, "bob-at-work " + ADA);
    assertThat(column("select id from access_token where revoked_at is null")).isEmpty();
    assertThat(carried.sentences())
        .contains(
            "1 person of the backup stays shut out.",
            "1 passkey of the backup stays removed.",
            "2 linked accounts of the backup stay removed.")
        .anySatisfy(one -> assertThat(one).contains("An owner lets people in again on People"));
  }

  @Test
  void whatWasClosedInTheBackupIsNotOpenedByThePresent() throws Exception {
    execute(
        "update people set may_sign_in = false, role = 'reader' where id = '%s'".formatted(BOB));
    back();
    execute("update people set may_sign_in = true, role = 'owner' where id = '%s'".formatted(BOB));
    restored();
    assertThat(comingIn()).containsExactlyInAnyOrder(OWNER, ADA);
    assertThat(column("select person from shut_out")).as("nor by name").containsExactly(BOB);
    assertThat(column("select role from people where id = '%s'".formatted(BOB)))
        .containsExactly("reader");
  }

  @Test
  void whoeverJoinedSinceIsStillThereAndComesInAsBefore() throws Exception {
    person("new-of-the-lab", "reviewer");
    password("new-of-the-lab", "chosen");
    passkey("new-key", "new-of-the-lab");
    execute("insert into known_names (name, person) values ('Neu', 'new-of-the-lab')");
    var carried = restored().carried();
    assertThat(carried.joined()).isOne();
    assertThat(carried.counts()).containsEntry("joined", 1).doesNotContainKey("presentUnknown");
    assertThat(comingIn()).contains("new-of-the-lab");
    assertThat(column("select person from person_password where digest = 'chosen'"))
        .containsExactly("new-of-the-lab");
    assertThat(column("select credential_id from user_credentials")).contains("new-key");
    assertThat(column("select person from known_names where name = 'Neu'"))
        .containsExactly("new-of-the-lab");
  }

  @Test
  void aReportIsReadByNobodyWhoCouldNotReadItBeforeTheRestore() throws Exception {
    audience("narrowed", "named", ADA, BOB);
    audience("crossed", "link");
    audience("opened", "named", ADA);
    back();
    execute("delete from report_reader where line = 'narrowed' and person = '%s'".formatted(BOB));
    audience("new", "named", BOB);
    reportsOfBackup = Map.of("r1", "was-for-all");
    reportsHere = Map.of("r1", "was-for-all", "r2", "new");
    audience("was-for-all", "link");
    execute("update report_audience set audience = 'named' where line = 'crossed'");
    execute("insert into report_reader values ('crossed', '%s')".formatted(BOB));
    execute("delete from report_reader where line = 'opened'");
    execute("update report_audience set audience = 'team' where line = 'opened'");

    assertThat(restored().carried().reports())
        .as("of those that the backup knows, all but the one that it opens less")
        .isEqualTo(3);

    assertThat(audiences())
        .containsExactlyInAnyOrder(
            "narrowed named [%s]".formatted(ADA),
            "crossed named []",
            "opened named [%s]".formatted(ADA),
            "new named [%s]".formatted(BOB),
            "was-for-all link []");
  }

  @Test
  void whereTheDatabaseDoesNotSayWhoWasLetInNobodyIsButTheOwner() throws Exception {
    audience("shown", "link");
    back();
    reportsHere = Map.of("r1", "published-since");
    Files.write(LabDatabase.of(data).file(), new byte[30_000]);
    var carried = restored().carried();
    assertThat(comingIn()).containsExactly(OWNER);
    assertThat(column("select digest from person_password")).isEmpty();
    assertThat(column("select credential_id from user_credentials")).isEmpty();
    assertThat(column("select subject from openid_link")).isEmpty();
    assertThat(audiences()).containsExactlyInAnyOrder("shown named []", "published-since named []");
    assertThat(carried.known()).isFalse();
    assertThat(carried.reports()).as("what the backup knows").isOne();
    assertThat(carried.counts()).containsEntry("presentUnknown", 1);
    assertThat(carried.sentences().getFirst())
        .contains("does not say", "nobody but the lab's owner");
  }

  @Test
  void aDatabaseThatIsGoneSaysNothingEither() throws Exception {
    Files.createDirectories(data.root().resolve("runs/r1"));
    Files.delete(LabDatabase.of(data).file());
    assertThat(restored().carried().known()).isFalse();
    assertThat(comingIn()).containsExactly(OWNER);
  }

  @Test
  void whoStartsALabInThePlaceOfALostDatabaseOpensNothingByThat() throws Exception {
    started();
    anewInThePlaceOfALostDatabase();
    started();
    assertThat(column("select person from lab_owner")).doesNotContain(OWNER);
    assertThat(restored().carried().known()).isFalse();
    assertThat(comingIn()).containsExactly(OWNER);
    started();
    assertThat(restored().carried().known()).as("once the lab is the same again").isTrue();
  }

  @Test
  void whereNoOwnerWasNotedRunsAreKnownByNobodyButTheirLab() throws Exception {
    Files.createDirectories(data.root().resolve("runs/r1"));
    anewInThePlaceOfALostDatabase();
    started();
    assertThat(restored().carried().known()).isFalse();
    assertThat(comingIn()).containsExactly(OWNER);
  }

  @Test
  void whereNoOwnerWasNotedTheTrailIsKnownByNobodyButItsLab() throws Exception {
    AuditTrail.of(data, CLOCK)
        .record(AuditEvent.of(AuditKind.BACKUP_MADE, AuditActor.named("Ada"), AuditSubject.lab()));
    anewInThePlaceOfALostDatabase();
    started();
    assertThat(restored().carried().known()).isFalse();
    assertThat(comingIn()).containsExactly(OWNER);
  }

  @Test
  void aLinkThatWasRevokedStaysSoHoweverOftenSomebodyGoesBack() throws Exception {
    var first = copy("first");
    link("made-since");
    link("open");
    var second = copy("second");
    execute(
        "update share_link set revoked_at = timestamp with time zone '2026-11-29 11:00:00Z' where id = 'made-since'");

    restored(first);
    assertThat(restored(second).carried().links()).isOne();

    assertThat(openLinks()).containsExactly("open");
  }

  @Test
  void whatAnUnreadableDatabaseKnewStaysClosedAlsoInALaterBackup() throws Exception {
    var first = copy("first");
    link("made-since");
    person("new-of-the-lab", "researcher");
    password("new-of-the-lab", "of then");
    var second = copy("second");
    Files.write(LabDatabase.of(data).file(), new byte[30_000]);

    restored(first);
    assertThat(restored(second).carried().known()).isTrue();

    assertThat(openLinks()).isEmpty();
    assertThat(comingIn()).containsExactly(OWNER);
    assertThat(column("select person from shut_out")).contains("new-of-the-lab");
    assertThat(column("select digest from person_password")).isEmpty();
  }

  @Test
  void inAnEmptyFolderAllIsAsInTheBackup() throws Exception {
    data = new DataFolder(folder.resolve("elsewhere"));
    reportsOfBackup = Map.of("r1", "shown");
    assertThat(restored().carried()).isEqualTo(new CarriedOver(true, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1));
    assertThat(audiences()).isEmpty();
    assertThat(column("select id from access_token where revoked_at is null")).isEmpty();
    assertThat(comingIn()).containsExactlyInAnyOrder(OWNER, ADA, BOB);
  }

  @Test
  void aLabThatWasOnlyTriedThereShutsNobodyOutAndLetsNobodyElseIn() throws Exception {
    link("shared");
    back();
    data = aLab("elsewhere", "1d9c1f7e-5a52-4c0e-9b39-2f6a1c8d7e41");
    started();
    Files.createDirectories(data.root().resolve("runs/drawn"));
    run("drawn");
    link("of-the-machine");
    restored();
    assertThat(comingIn()).containsExactlyInAnyOrder(OWNER, ADA, BOB);
    assertThat(openLinks()).containsExactly("shared");
    assertThat(column("select person from lab_owner")).containsExactly(OWNER);
    assertThat(column("select digest from person_password")).containsExactly("of then");
  }

  @Test
  void aBackupOfALabThatKnewNoAudiencesGetsThoseOfThePresent() throws Exception {
    data = new DataFolder(folder.resolve("before"));
    migrate("563");
    execute(
        "insert into people (id, name, role, may_sign_in, known_since) values ('%1$s', '%1$s', 'owner', true, now())"
            .formatted(OWNER));
    execute("update lab_owner set person = '%s'".formatted(OWNER));
    person(BOB, "researcher");
    execute("insert into given_report_version (line, number) values ('secret', 1)");
    back();
    migrate("latest");
    audience("secret", "named");
    execute("update people set may_sign_in = false where id = '%s'".formatted(BOB));
    assertThat(restored().carried().reports()).isOne();
    assertThat(audiences()).containsExactly("secret named []");
    assertThat(comingIn()).containsExactly(OWNER);
  }

  @Test
  void aReportThatWasTakenBackIsReadByItsAuthorsAloneWhenItComesBack() throws Exception {
    reportsOfBackup = Map.of("r1", "taken-back", "r2", "revised", "r3", "revised", "r4", "kept");
    reportsHere = Map.of("r2", "revised", "r4", "kept");
    audience("taken-back", "named", BOB);
    back();
    var carried = restored().carried();
    assertThat(audiences()).containsExactlyInAnyOrder("taken-back named []", "revised named []");
    assertThat(carried.takenBack()).isEqualTo(2);
    assertThat(carried.reports()).isZero();
    assertThat(carried.counts()).containsEntry("reportsTakenBack", 2);
    assertThat(carried.sentences())
        .anySatisfy(one -> assertThat(one).startsWith("2 reports that were not there any more"));
  }

  @Test
  void aBackupFromBeforePeopleHadIdsMakesNobodyTwo() throws Exception {
    data = new DataFolder(folder.resolve("names"));
    migrate("533");
    execute(
        """
        insert into scores (experiment, file_name, archetype, emotion, withdrawn, points,
          intended_conflict, note, scored_by, scored_at, recorded_by, recorded_at)
        values ('e', 'f', 'a', 'joy', false, 1, false, '', 'Grace', now(), 'Ada', now())
        """);
    back();
    migrate("latest");
    started();
    var grace = column("select id from people where name = 'Grace'");
    execute("update people set of_another_lab = true where name = 'Grace'");
    var everybody = column("select id from people");
    assertThat(grace).hasSize(1);

    assertThat(restored().carried().known()).isTrue();

    assertThat(column("select id from people")).containsExactlyInAnyOrderElementsOf(everybody);
    assertThat(column("select scored_by from scores")).isEqualTo(grace);
    assertThat(column("select id from people where of_another_lab")).isEqualTo(grace);
  }

  @Test
  void theOwnerOfABackupThatNotesNoneIsStillLetIn() throws Exception {
    data = new DataFolder(folder.resolve("unnoted"));
    migrate("543");
    person(OWNER, "owner");
    person(ADA, "reader");
    execute("update people set name = 'Eve' where id = '%s'".formatted(ADA));
    back();
    Files.write(LabDatabase.of(data).file(), new byte[30_000]);
    restored();
    assertThat(comingIn()).containsExactly(OWNER);
    started();
    assertThat(column("select person from lab_owner")).containsExactly(OWNER);
  }

  @Test
  void whatKeepsTheRestoreFromCarryingOverIsNotTakenForDamage() throws Exception {
    execute("alter table access_token add constraint kept check (revoked_at is null)");
    back();
    assertThat(from(archive))
        .isInstanceOfSatisfying(
            Restore.Outcome.Refused.class,
            refused ->
                assertThat(refused.reason())
                    .contains("KEPT", "Everything is as it was before.")
                    .doesNotContain("damaged"));
  }

  /// Whoever adds a table decides whether going back brings its rows back: also those name people
  /// that have no key into theirs.
  @Test
  void ofEveryTableItIsSaidWhetherItIsOfThePresent() throws Exception {
    var said = new TreeSet<>(AccessTables.NAMED);
    assertThat(said).doesNotContainAnyElementsOf(OF_THE_BACKUP);
    said.addAll(OF_THE_BACKUP);
    assertThat(
            column(
                "select lower(table_name) from information_schema.tables where table_schema ="
                    + " 'PUBLIC'"))
        .as(
            "name them in AccessTables, if they say who comes in or who reads what: what was taken"
                + " away since a backup stays taken away; else in OF_THE_BACKUP here")
        .containsExactlyInAnyOrderElementsOf(said);
  }

  private Restore.Outcome.Restored restored() {
    return restored(archive);
  }

  private Restore.Outcome from(Path archive) {
    var workspace = folder.resolve("workspace");
    return new Restore(
            data,
            workspace,
            false,
            new LabParts(
                reports -> reports.startsWith(workspace) ? reportsHere : reportsOfBackup,
                List.of()),
            CLOCK)
        .from(archive);
  }

  private Restore.Outcome.Restored restored(Path archive) {
    var outcome = from(archive);
    assertThat(outcome).isInstanceOf(Restore.Outcome.Restored.class);
    return (Restore.Outcome.Restored) outcome;
  }

  /// Notes who owns the lab, as every start does.
  private void started() {
    People.of(HarmonySettings.read("--harmony.data=" + data.root(), "--harmony.person=Eve"), CLOCK)
        .localId();
  }

  private void anewInThePlaceOfALostDatabase() throws Exception {
    Files.delete(LabDatabase.of(data).file());
    migrate("latest");
  }

  private Path copy(String name) throws Exception {
    var file = folder.resolve(name + ".zip");
    new Backups(data, folder.resolve("workspace"), CLOCK).make(file, false);
    return file;
  }

  private void link(String id) throws SQLException {
    execute(
        """
        insert into share_link (id, token_sha256, report, page_sha256, created_by, created_at, expires_at)
        values ('%1$s', '%1$s', 'r1', '', '%2$s', now(),
          timestamp with time zone '2099-01-01 00:00:00Z')
        """
            .formatted(id, ADA));
  }

  private List<String> openLinks() throws SQLException {
    return column(
        "select id from share_link where revoked_at is null and expires_at > timestamp with time"
            + " zone '2026-11-30 00:00:00Z'");
  }

  private void run(String id) throws SQLException {
    execute(
        """
        insert into jobs (id, kind, format, payload, submitted_at, state, cancel_requested, claim,
          tries, fraction, revision, changed_at)
        values ('%s', 'run', 1, '{}', now(), 'finished', false, 1, 0, 1, 1, now())
        """
            .formatted(id));
    execute(
        """
        insert into runs (id, experiment, cell_id, model, spec_sha256, images_total, images_done)
        values ('%s', 'e', 'c', 'm', '', 0, 0)
        """
            .formatted(id));
  }

  private void back() throws Exception {
    Files.deleteIfExists(archive);
    new Backups(data, folder.resolve("workspace"), CLOCK).make(archive, false);
  }

  private DataFolder aLab(String name, String owner) throws SQLException {
    data = new DataFolder(folder.resolve(name));
    migrate("latest");
    person(owner, "owner");
    execute("update lab_owner set person = '%s'".formatted(owner));
    return data;
  }

  private void migrate(String target) {
    Flyway.configure()
        .dataSource(LabDatabase.of(data).url(), LabDatabase.USER, LabDatabase.PASSWORD)
        .locations("filesystem:src/main/resources/db/migration")
        .target(target)
        .load()
        .migrate();
  }

  private void person(String id, String role) throws SQLException {
    execute(
        "insert into people (id, name, role, may_sign_in, known_since) values ('%1$s', '%1$s', '%2$s', true, now())"
            .formatted(id, role));
  }

  private void password(String of, String digest) throws SQLException {
    execute("insert into person_password values ('%s', '%s', now())".formatted(of, digest));
  }

  private void passkey(String id, String of) throws SQLException {
    execute(
        """
        insert into user_credentials (credential_id, user_entity_user_id, public_key,
          backup_eligible, backup_state, label) values ('%s', '%s', x'0102', false, false, '')
        """
            .formatted(
                id,
                Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(of.getBytes(StandardCharsets.US_ASCII))));
  }

  private void account(String subject, String of) throws SQLException {
    execute(
        """
        insert into openid_link (id, issuer, subject, person, label, linked_at)
        values (random_uuid(), 'https://id.example.org', '%s', '%s', '', now())
        """
            .formatted(subject, of));
  }

  private void token(String id, String of) throws SQLException {
    execute(
        """
        insert into access_token (id, person, name, digest, rights, made_at, expires_at)
        values ('%1$s', '%2$s', 'a script', '%1$s', '', now(),
          timestamp with time zone '2099-01-01 00:00:00Z')
        """
            .formatted(id, of));
  }

  private void audience(String line, String code, String... readers) throws SQLException {
    execute("insert into report_audience values ('%s', '%s')".formatted(line, code));
    for (var reader : readers) {
      execute("insert into report_reader values ('%s', '%s')".formatted(line, reader));
    }
  }

  private Set<String> audiences() throws SQLException {
    return column("select line || ' ' || audience from report_audience").stream()
        .map(one -> {
          var line = one.substring(0, one.indexOf(' '));
          return "%s %s".formatted(one, readers(line));
        })
        .collect(Collectors.toSet());
  }

  private List<String> readers(String line) {
    try {
      return column(
          "select person from report_reader where line = '%s' order by person".formatted(line));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> comingIn() throws SQLException {
    return column("select id from people where may_sign_in");
  }

  private void execute(String sql) throws SQLException {
    try (var connection = LabDatabase.of(data).connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> column(String sql) throws SQLException {
    try (var connection = LabDatabase.of(data).connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var values = Stream.<String>builder();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values.build().toList();
    }
  }
}
