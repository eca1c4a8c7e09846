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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.backup.copies.Backups;
import lab.harmony.backup.copies.LabParts;
import lab.harmony.blind.ToldFiles;
import lab.harmony.people.People;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.HarmonySettings;
import lab.harmony.workspace.LabDatabase;
import lab.harmony.workspace.MigratedDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A lab with people who come in, a backup of it, and the way back.
abstract class RestoredLab {

  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-29T12:00:00Z"), ZoneOffset.UTC);

  static final String OWNER = "0d9c1f7e-5a52-4c0e-9b39-2f6a1c8d7e40";
  static final String ADA = "2d9c1f7e-5a52-4c0e-9b39-2f6a1c8d7e42";
  static final String BOB = "3d9c1f7e-5a52-4c0e-9b39-2f6a1c8d7e43";

  @TempDir Path folder;
  DataFolder data;
  Path archive;
  Map<String, String> reportsHere = Map.of();
  Map<String, String> reportsOfBackup = Map.of();

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
    mails(ADA, "ada@then.example.org");
    mails(BOB, "bob@then.example.org");
    token("token-of-ada", ADA);
    back();
  }

  Restore.Outcome.Restored restored() {
    return restored(archive);
  }

  Restore.Outcome from(Path archive) {
    var workspace = folder.resolve("workspace");
    return new Restore(
            data,
            workspace,
            false,
            new LabParts(
                reports -> reports.startsWith(workspace) ? reportsHere : reportsOfBackup,
                ToldFiles::in,
                List.of()),
            CLOCK)
        .from(archive);
  }

  Restore.Outcome.Restored restored(Path archive) {
    var outcome = from(archive);
    assertThat(outcome).isInstanceOf(Restore.Outcome.Restored.class);
    return (Restore.Outcome.Restored) outcome;
  }

  /// Notes who owns the lab, as every start does.
  void started() {
    People.of(HarmonySettings.read("--harmony.data=" + data.root(), "--harmony.person=Eve"), CLOCK)
        .localId();
  }

  void anewInThePlaceOfALostDatabase() throws Exception {
    Files.delete(LabDatabase.of(data).file());
    MigratedDatabase.in(data);
  }

  Path copy(String name) throws Exception {
    var file = folder.resolve(name + ".zip");
    new Backups(data, folder.resolve("workspace"), CLOCK).make(file, false);
    return file;
  }

  void link(String id) throws SQLException {
    execute(
        """
        insert into share_link (id, token_sha256, report, page_sha256, created_by, created_at, expires_at)
        values ('%1$s', '%1$s', 'r1', '', '%2$s', now(),
          timestamp with time zone '2099-01-01 00:00:00Z')
        """
            .formatted(id, ADA));
  }

  List<String> openLinks() throws SQLException {
    return column(
        "select id from share_link where revoked_at is null and expires_at > timestamp with time"
            + " zone '2026-11-30 00:00:00Z'");
  }

  void run(String id) throws SQLException {
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

  void back() throws Exception {
    Files.deleteIfExists(archive);
    new Backups(data, folder.resolve("workspace"), CLOCK).make(archive, false);
  }

  DataFolder aLab(String name, String owner) throws SQLException {
    data = new DataFolder(folder.resolve(name));
    MigratedDatabase.in(data);
    person(owner, "owner");
    execute("update lab_owner set person = '%s'".formatted(owner));
    return data;
  }

  void migrate(String target) {
    Flyway.configure()
        .dataSource(LabDatabase.of(data).url(), LabDatabase.USER, LabDatabase.PASSWORD)
        .locations("filesystem:src/main/resources/db/migration")
        .target(target)
        .load()
        .migrate();
  }

  void person(String id, String role) throws SQLException {
    execute(
        "insert into people (id, name, role, may_sign_in, known_since) values ('%1$s', '%1$s', '%2$s', true, now())"
            .formatted(id, role));
  }

  void password(String of, String digest) throws SQLException {
    execute("insert into person_password values ('%s', '%s', now())".formatted(of, digest));
  }

  void passkey(String id, String of) throws SQLException {
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

  void account(String subject, String of) throws SQLException {
    execute(
        """
        insert into openid_link (id, issuer, subject, person, label, linked_at)
        values (random_uuid(), 'https://id.example.org', '%s', '%s', '', now())
        """
            .formatted(subject, of));
    execute(
        "merge into known_account (issuer, subject, person) key (issuer, subject) values ('https://id.example.org', '%s', '%s')"
            .formatted(subject, of));
  }

  void mails(String of, String address) throws SQLException {
    execute(
        "insert into mail_choice (person, address, kinds, pace, confirmed_at) values ('%s', '%s', '', 'daily', now())"
            .formatted(of, address));
  }

  void token(String id, String of) throws SQLException {
    execute(
        """
        insert into access_token (id, person, name, digest, rights, made_at, expires_at)
        values ('%1$s', '%2$s', 'a script', '%1$s', '', now(),
          timestamp with time zone '2099-01-01 00:00:00Z')
        """
            .formatted(id, of));
  }

  void audience(String line, String code, String... readers) throws SQLException {
    execute("insert into report_audience values ('%s', '%s')".formatted(line, code));
    for (var reader : readers) {
      execute("insert into report_reader values ('%s', '%s')".formatted(line, reader));
    }
  }

  Set<String> audiences() throws SQLException {
    return column("select line || ' ' || audience from report_audience").stream()
        .map(one -> {
          var line = one.substring(0, one.indexOf(' '));
          return "%s %s".formatted(one, readers(line));
        })
        .collect(Collectors.toSet());
  }

  List<String> readers(String line) {
    try {
      return column(
          "select person from report_reader where line = '%s' order by person".formatted(line));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  List<String> comingIn() throws SQLException {
    return column("select id from people where may_sign_in");
  }

  void execute(String sql) throws SQLException {
    try (var connection = LabDatabase.of(data).connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  List<String> column(String sql) throws SQLException {
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
