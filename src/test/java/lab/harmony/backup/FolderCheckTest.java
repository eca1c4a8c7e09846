package lab.harmony.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;
import lab.harmony.audit.AuditActor;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.backup.FolderCheck.Finding;
import lab.harmony.runs.store.RunColumnsMigration;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.LabDatabase;
import lab.harmony.workspace.MigratedDatabase;
import org.flywaydb.core.api.migration.JavaMigration;
import org.h2.api.ErrorCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

@Tag("process")
class FolderCheckTest {

  private static final List<JavaMigration> MIGRATIONS = List.of(new RunColumnsMigration());

  private static final long PLENTY = 500_000_000_000L;

  @TempDir Path folder;
  private DataFolder data;

  @BeforeEach
  void aLab() throws IOException {
    data = new DataFolder(folder.resolve("data"));
    MigratedDatabase.in(data);
    AuditTrail.of(data, Clock.systemUTC())
        .record(AuditEvent.of(AuditKind.SIGNED_OUT, AuditActor.named("Ada"), AuditSubject.lab()));
    Files.createDirectories(data.runs().resolve("r1"));
    Files.writeString(data.runs().resolve("r1/run.json"), "{}");
  }

  @Test
  void aFolderThatIsAllRightHasNoFindings() {
    assertThat(findings(PLENTY, _ -> true)).isEmpty();
    assertThat(new FolderCheck(new DataFolder(folder.resolve("new")), MIGRATIONS).findings())
        .isEmpty();
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aFolderThatOthersMayEnterIsNamedWithTheCommandThatMendsIt() throws IOException {
    Files.setPosixFilePermissions(data.root(), PosixFilePermissions.fromString("rwxr-x---"));
    assertThat(findings(PLENTY, _ -> true))
        .singleElement()
        .satisfies(one -> assertThat(one.what()).contains("Others", "rwxr-x---"))
        .satisfies(one -> assertThat(one.mend()).isEqualTo("chmod 700 " + data.root()));
  }

  @Test
  void filesThatCannotBeReadAreNamed() {
    assertThat(findings(PLENTY, file -> !file.endsWith("run.json")))
        .singleElement()
        .satisfies(one ->
            assertThat(one.what()).contains("One file or folder cannot be read", "r1/run.json"))
        .satisfies(one -> assertThat(one.mend()).contains("chown"));
  }

  @Test
  void aDiskThatIsNearlyFullIsNamed() {
    assertThat(findings(200_000_000, _ -> true))
        .singleElement()
        .satisfies(one -> assertThat(one.what()).contains("nearly full", "200 MB"));
  }

  @Test
  void aDatabaseOfALaterVersionIsNamed() throws SQLException {
    execute(
        """
        insert into "flyway_schema_history" ("installed_rank", "version", "description", "type", "script",
          "checksum", "installed_by", "execution_time", "success")
        values (9000, '9000', 'of a later lab', 'SQL', 'V9000__later.sql', 1, 'x', 1, true)
        """);
    assertThat(findings(PLENTY, _ -> true))
        .singleElement()
        .satisfies(one -> assertThat(one.what()).contains("later version", "of a later lab"));
  }

  @Test
  void aTrailThatIsBrokenIsNamed() throws SQLException {
    execute("update audit_entry set who = 'person Eve'");
    assertThat(findings(PLENTY, _ -> true))
        .singleElement()
        .satisfies(one -> assertThat(one.what()).contains("audit trail is not whole", "Entry 1"))
        .satisfies(one -> assertThat(one.mend()).contains("./lab audit verify"));
  }

  @Test
  void aDatabaseThatIsDamagedIsNamedWithTheWayBack() throws IOException {
    Files.write(LabDatabase.of(data).file(), new byte[30_000]);
    assertThat(findings(PLENTY, _ -> true))
        .singleElement()
        .satisfies(one -> assertThat(one.what()).contains("is damaged"))
        .satisfies(one -> assertThat(one.mend()).contains("./lab restore"));
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aFileOrALinkThatStandsWhereAFolderBelongsIsNamedAndKeepsNothingElseFromBeingSaid()
      throws IOException {
    Files.writeString(data.root().resolve("trainings"), "no folder");
    Files.createSymbolicLink(data.root().resolve("models"), folder.resolve("away"));
    assertThat(findings(200_000_000, _ -> true))
        .extracting(Finding::what)
        .satisfiesOnlyOnce(
            what -> assertThat(what).contains("trainings is a file, and a folder belongs there"))
        .satisfiesOnlyOnce(
            what -> assertThat(what).contains("models is a link that leads to no folder"))
        .satisfiesOnlyOnce(what -> assertThat(what).contains("nearly full"));
    FileSystemUtils.deleteRecursively(data.root().resolve("database"));
    Files.writeString(data.root().resolve("database"), "no folder");
    assertThat(findings(PLENTY, _ -> true))
        .extracting(Finding::what)
        .satisfiesOnlyOnce(what -> assertThat(what).contains("database is a file"));
    FileSystemUtils.deleteRecursively(data.root().resolve("runs"));
    Files.writeString(data.root().resolve("runs"), "no folder");
    assertThat(findings(PLENTY, _ -> true))
        .extracting(Finding::what)
        .satisfiesOnlyOnce(what -> assertThat(what).contains("runs is a file"));
  }

  @Test
  void aPageOfTheDatabaseThatCannotBeReadIsFoundThoughItOpens() throws Exception {
    execute("create table filled (text varchar)");
    execute("insert into filled select repeat(x, 400) from system_range(1, 4000)");
    execute("shutdown compact");
    var file = LabDatabase.of(data).file();
    var bytes = Files.readAllBytes(file);
    var found = false;
    for (int at = bytes.length / 4; at < bytes.length && !found; at += 4096) {
      var damaged = bytes.clone();
      for (int i = at; i < Math.min(bytes.length, at + 512); i++) {
        damaged[i] ^= 0x5a;
      }
      Files.write(file, damaged);
      if (opens()) {
        var findings = findings(PLENTY, _ -> true);
        found = findings.stream().anyMatch(one -> one.mend().contains("./lab restore"));
      }
    }
    assertThat(found).as("a damaged page in a database that opens").isTrue();
  }

  private boolean opens() {
    try (var _ = LabDatabase.of(data).connect()) {
      return true;
    } catch (SQLException damaged) {
      return false;
    }
  }

  @Test
  void aDatabaseThatIsGoneIsMissedWhereThereIsWhatItNamed() throws IOException {
    Files.delete(LabDatabase.of(data).file());
    assertThat(findings(PLENTY, _ -> true))
        .singleElement()
        .satisfies(one ->
            assertThat(one.what()).contains("There is no database", "audit/head.json", "runs"))
        .satisfies(one -> assertThat(one.mend()).contains("./lab restore latest"));
  }

  @Test
  void eachCauseHasItsOwnAdvice() {
    var file = LabDatabase.of(data).file();
    assertThat(mend(new SQLException("x", new IOException("No space left on device")), file))
        .contains("the disk is full", "Do not go back")
        .doesNotContain("./lab restore");
    assertThat(mend(new SQLException("x", new AccessDeniedException(file.toString())), file))
        .contains("may not write", "chown")
        .doesNotContain("./lab restore");
    assertThat(mend(new SQLException("x", "x", ErrorCode.DATABASE_ALREADY_OPEN_1), file))
        .contains("end the process")
        .doesNotContain("./lab restore");
    assertThat(mend(new SQLException("x", "x", ErrorCode.FILE_VERSION_ERROR_1), file))
        .contains("later version", "./lab restore latest");
    assertThat(mend(new SQLException("x", "x", ErrorCode.FILE_CORRUPTED_1), file))
        .isEqualTo(
            "./lab restore latest goes back to the newest good copy; what stands there is kept"
                + " aside.");
  }

  private static String mend(Exception problem, Path file) {
    return DatabaseMend.of(problem, file);
  }

  private List<Finding> findings(long free, Predicate<Path> readable) {
    return new FolderCheck(data, MIGRATIONS, _ -> free, readable).findings();
  }

  private void execute(String sql) throws SQLException {
    try (var connection = LabDatabase.of(data).connect()) {
      connection.createStatement().execute(sql);
    }
  }
}
