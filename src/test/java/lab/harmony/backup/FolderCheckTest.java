package lab.harmony.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.LabDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class FolderCheckTest {

  private static final long PLENTY = 500_000_000_000L;

  @TempDir Path folder;
  private DataFolder data;

  @BeforeEach
  void aLab() throws IOException {
    data = new DataFolder(folder.resolve("data"));
    Flyway.configure()
        .dataSource(LabDatabase.of(data).url(), LabDatabase.USER, LabDatabase.PASSWORD)
        .load()
        .migrate();
    AuditTrail.of(data, Clock.systemUTC())
        .record(AuditEvent.of(AuditKind.SIGNED_OUT, AuditActor.named("Ada"), AuditSubject.lab()));
    Files.createDirectories(data.runs().resolve("r1"));
    Files.writeString(data.runs().resolve("r1/run.json"), "{}");
  }

  @Test
  void aFolderThatIsAllRightHasNoFindings() {
    assertThat(findings(PLENTY, _ -> true)).isEmpty();
    assertThat(new FolderCheck(new DataFolder(folder.resolve("new"))).findings()).isEmpty();
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
        .satisfies(one -> assertThat(one.what()).contains("nearly full", "0.2 GB"));
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

  private List<Finding> findings(long free, Predicate<Path> readable) {
    return new FolderCheck(data, _ -> free, readable).findings();
  }

  private void execute(String sql) throws SQLException {
    try (var connection = LabDatabase.of(data).connect()) {
      connection.createStatement().execute(sql);
    }
  }
}
