package lab.harmony.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import lab.harmony.backup.copies.Backups;
import lab.harmony.backup.copies.LabParts;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.LabDatabase;
import lab.harmony.workspace.MigratedDatabase;
import lab.harmony.workspace.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

@Tag("process")
class RestoreTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-29T12:00:00Z"), ZoneOffset.UTC);
  private static final ToLongFunction<Path> PLENTY = _ -> Long.MAX_VALUE;

  @TempDir Path folder;
  private DataFolder data;
  private Path workspace;
  private Path archive;

  /// A backup, and a lab that went on after it.
  @BeforeEach
  void aLabThatWentOn() throws Exception {
    data = new DataFolder(folder.resolve("data"));
    workspace = folder.resolve("workspace");
    archive = folder.resolve("backup.zip");
    MigratedDatabase.in(data);
    execute("create table counted (points int)");
    execute(
        "insert into people (id, name, role, may_sign_in, known_since) values ('owner', 'Ada', 'owner', true, now())");
    execute("update lab_owner set person = 'owner'");
    link("shown");
    link("leaked");
    write(data.root().resolve("runs/r1/run.json"), "the run");
    write(data.root().resolve("runs/r2/run.json"), "another run");
    write(workspace.resolve("experiments/e1/notebook.ipynb"), "the notebook");
    write(workspace.resolve("reports/r1/index.html"), "the report");
    new Backups(data, workspace, CLOCK).make(archive, false);
    execute("insert into counted values (1)");
    write(data.root().resolve("runs/r1/run.json"), "changed since");
    FileSystemUtils.deleteRecursively(data.root().resolve("runs/r2"));
    write(workspace.resolve("experiments/e1/notebook.ipynb"), "written on");
  }

  @Test
  void whatFailsHalfWayIsTakenBackWhole() throws Exception {
    FileSystemUtils.deleteRecursively(workspace.resolve("reports"));
    var before = portrait();
    var outcome =
        restore(folder -> {
          // After the look at what is in the way somebody puts something there.
          write(workspace.resolve("reports"), "a file");
          return Long.MAX_VALUE;
        });
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Restore.Outcome.Refused.class,
            refused ->
                assertThat(refused.reason())
                    .contains(workspace.resolve("reports").toString(), "Everything is as it was"));
    Files.delete(workspace.resolve("reports"));
    assertThat(portrait()).isEqualTo(before);
    assertThat(scores()).isOne();
    assertThat(restore(PLENTY)).isInstanceOf(Restore.Outcome.Restored.class);
    assertThat(scores()).isZero();
    assertThat(data.root().resolve("runs/r2/run.json")).hasContent("another run");
  }

  @Test
  void everythingThatIsInTheWayIsNamedBeforeAnythingChanges() throws Exception {
    FileSystemUtils.deleteRecursively(workspace.resolve("reports"));
    write(workspace.resolve("reports"), "a file");
    Files.createDirectories(data.root().resolve("runs/r2/run.json"));
    var before = portrait();
    assertThat(restore(PLENTY))
        .isInstanceOfSatisfying(
            Restore.Outcome.Refused.class,
            refused ->
                assertThat(refused.reason())
                    .contains(
                        workspace.resolve("reports") + " stands where a folder is needed",
                        data.root().resolve("runs/r2/run.json") + " is a folder"));
    assertThat(portrait()).isEqualTo(before);
  }

  @Test
  void aDiskWithTooLittleRoomIsNamedBeforeAnythingChanges() throws Exception {
    var before = portrait();
    assertThat(restore(_ -> 2_000))
        .isInstanceOfSatisfying(
            Restore.Outcome.Refused.class,
            refused -> assertThat(refused.reason()).contains("0 MB free, need"));
    assertThat(portrait()).isEqualTo(before);
  }

  @Test
  void aLabThatStartsMeanwhileIsNotRobbedOfItsDatabase() throws Exception {
    var started = new ArrayList<Connection>();
    var outcome =
        restore(_ -> {
          if (started.isEmpty()) {
            started.add(connect());
          }
          return Long.MAX_VALUE;
        });
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Restore.Outcome.Refused.class,
            refused -> assertThat(refused.reason()).contains("End it, then try again"));
    started.getFirst().close();
    assertThat(scores()).isOne();
    assertThat(data.root().resolve("runs/r1/run.json")).hasContent("changed since");
  }

  @Test
  void noLabStartsOnADatabaseThatIsHeld() throws Exception {
    var database = LabDatabase.of(data);
    try (var _ = database.hold().orElseThrow()) {
      assertThatThrownBy(() -> database.connect().close()).isInstanceOf(SQLException.class);
      assertThat(database.hold()).isEmpty();
    }
    assertThat(scores()).isOne();
  }

  @Test
  void aShareLinkThatWasRevokedSinceStaysEnded() throws Exception {
    execute(
        "update share_link set revoked_by = 'p', revoked_at = timestamp with time zone '2026-11-29"
            + " 11:00:00Z' where id = 'leaked'");
    assertThat(((Restore.Outcome.Restored) restore(PLENTY)).carried().links()).isOne();
    assertThat(openLinks()).containsExactly("shown");
  }

  @Test
  void allShareLinksEndWhereTheDatabaseDoesNotSayWhichWereRevoked() throws Exception {
    Files.write(LabDatabase.of(data).file(), new byte[30_000]);
    assertThat(((Restore.Outcome.Restored) restore(PLENTY)).carried().links()).isEqualTo(2);
    assertThat(openLinks()).isEmpty();
  }

  @Test
  void aLabOnAnotherMachineKeepsItsShareLinks() throws Exception {
    data = new DataFolder(folder.resolve("elsewhere"));
    assertThat(((Restore.Outcome.Restored) restore(PLENTY)).carried().links()).isZero();
    assertThat(openLinks()).containsExactly("leaked", "shown");
  }

  private Restore.Outcome restore(ToLongFunction<Path> free) {
    return restore(free, () -> {});
  }

  private Restore.Outcome restore(ToLongFunction<Path> free, Runnable step) {
    return new Restore(
            data,
            workspace,
            false,
            new LabParts(_ -> Map.of(), (_, _) -> Set.of(), List.of()),
            CLOCK,
            free,
            step)
        .from(archive);
  }

  /// What a kill does: nothing that comes after it is done.
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /// Restores, and is killed before one of its steps.
  ///
  /// @return whether it was
  private boolean killedBefore(int step) {
    var steps = new AtomicInteger();
    try {
      assertThat(
              restore(
                  PLENTY,
                  () -> {
                    if (steps.getAndIncrement() == step) {
                      throw new Killed();
                    }
                  }))
          .isInstanceOf(Restore.Outcome.Restored.class);
      return false;
    } catch (Killed killed) {
      return true;
    }
  }

  @Test
  void whereverARestoreIsKilledTheNextStartTakesItBackOrIsThrough() throws Exception {
    // So that the database that comes is not the one in the backup, byte by byte.
    execute(
        "update share_link set revoked_by = 'p', revoked_at = timestamp with time zone '2026-11-29"
            + " 11:00:00Z' where id = 'leaked'");
    var before = portrait();
    var through = 0;
    var takenBack = 0;
    for (int step = 0; killedBefore(step); step++) {
      switch (new UnfinishedRestore(data.root()).settle()) {
        case UnfinishedRestore.Settled.TakenBack(var of) -> {
          assertThat(of).isEqualTo(archive);
          assertThat(portrait()).as("killed before step %d", step).isEqualTo(before);
          assertThat(scores()).as("killed before step %d", step).isOne();
          takenBack++;
        }
        case UnfinishedRestore.Settled.Through(var _, var files, var aside, var carried) -> {
          assertThat(carried.links()).as("killed before step %d", step).isOne();
          assertThat(scores()).as("killed before step %d", step).isZero();
          assertThat(files).isEqualTo(4);
          assertThat(data.root().resolve("runs/r1/run.json")).hasContent("the run");
          assertThat(aside.resolve("runs/r1/run.json")).hasContent("changed since");
          new UnfinishedRestore(data.root()).forget();
          through++;
          goOn();
          before = portrait();
        }
        case UnfinishedRestore.Settled.Nothing _ -> assertThat(portrait()).isEqualTo(before);
        case UnfinishedRestore.Settled.Refused(var reason) -> throw new AssertionError(reason);
      }
      assertThat(new UnfinishedRestore(data.root()).settle())
          .isInstanceOf(UnfinishedRestore.Settled.Nothing.class);
    }
    assertThat(takenBack).as("killed between two moves").isGreaterThan(5);
    assertThat(through).as("killed behind the last").isPositive();
    assertThat(scores()).isZero();
  }

  @Test
  void aRestoreThatIsTakenBackIsNotThroughEvenWhereItsLastWordReachedTheDisk() throws Exception {
    var before = portrait();
    for (int killed = 0; ; killed++) {
      var steps = new AtomicInteger();
      int at = killed;
      var journal = new RestoreJournal(data.root());
      var saidDone = new AtomicBoolean();
      try {
        assertThat(
                restore(
                    PLENTY,
                    () -> {
                      if (saidDone.get()) {
                        if (steps.getAndIncrement() == at) {
                          throw new Killed();
                        }
                      } else if (isLastStep(journal)) {
                        saidDone.set(true);
                        // As a disk that takes the name and fails to say so.
                        journal.write(journal.read().readable().orElseThrow().asDone());
                        throw new UncheckedIOException(new IOException("the disk went"));
                      }
                    }))
            .isInstanceOf(Restore.Outcome.Refused.class);
        assertThat(portrait()).isEqualTo(before);
        assertThat(scores()).isOne();
        assertThat(killed).as("steps at which it was killed").isGreaterThan(5);
        return;
      } catch (Killed it) {
        assertThat(saidDone).isTrue();
        switch (new UnfinishedRestore(data.root()).settle()) {
          case UnfinishedRestore.Settled.TakenBack _ -> {
            assertThat(portrait()).as("killed at step %d", killed).isEqualTo(before);
            assertThat(scores()).as("killed at step %d", killed).isOne();
          }
          case UnfinishedRestore.Settled.Through _ -> {
            // Nothing was taken back yet.
            assertThat(scores()).as("killed at step %d", killed).isZero();
            assertThat(data.root().resolve("runs/r1/run.json"))
                .as("killed at step %d", killed)
                .hasContent("the run");
            assertThat(data.root().resolve("runs/r2/run.json")).hasContent("another run");
            new UnfinishedRestore(data.root()).forget();
            goOn();
            before = portrait();
          }
          case UnfinishedRestore.Settled.Nothing _ ->
              assertThat(portrait()).as("killed at step %d", killed).isEqualTo(before);
          case UnfinishedRestore.Settled.Refused(var reason) -> throw new AssertionError(reason);
        }
      }
    }
  }

  /// Whether all is in its place, and what is left is to write that down.
  private boolean isLastStep(RestoreJournal journal) {
    return journal
        .read()
        .readable()
        .flatMap(RestorePlan::database)
        .filter(it -> TakeBack.isRestored(Path.of(it.target()), it.sha256()))
        .isPresent();
  }

  /// The lab goes on after it was restored.
  private void goOn() throws Exception {
    execute("insert into counted values (1)");
    write(data.root().resolve("runs/r1/run.json"), "changed since");
    FileSystemUtils.deleteRecursively(data.root().resolve("runs/r2"));
    write(workspace.resolve("experiments/e1/notebook.ipynb"), "written on");
  }

  @Test
  void nobodyTakesBackARestoreThatIsUnderWay() throws Exception {
    var settled = new ArrayList<UnfinishedRestore.Settled>();
    var outcome =
        restore(
            PLENTY,
            () -> {
              settled.add(new UnfinishedRestore(data.root()).settle());
              assertThat(restore(PLENTY))
                  .isInstanceOfSatisfying(
                      Restore.Outcome.Refused.class,
                      refused -> assertThat(refused.reason()).contains("being restored"));
            });
    assertThat(outcome).isInstanceOf(Restore.Outcome.Restored.class);
    assertThat(settled)
        .isNotEmpty()
        .allSatisfy(one ->
            assertThat(one)
                .isInstanceOfSatisfying(
                    UnfinishedRestore.Settled.Refused.class,
                    refused -> assertThat(refused.reason()).contains("just now")));
  }

  /// Every file with its digest, the database and what H2 keeps beside it apart.
  private Map<String, String> portrait() throws IOException {
    var found = new TreeMap<String, String>();
    for (var root : List.of(data.root(), workspace)) {
      try (var files = Files.walk(root)) {
        files
            .filter(file -> !file.toString().contains("/database/"))
            .filter(file -> !file.endsWith(".restore.lock"))
            .forEach(file ->
                found.put(
                    file.toString(), Files.isDirectory(file) ? "a folder" : Sha256.of(file).hex()));
      }
    }
    return found;
  }

  private Connection connect() {
    try {
      return LabDatabase.of(data).connect();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void link(String id) throws SQLException {
    execute(
        """
        insert into share_link
          (id, token_sha256, report, page_sha256, created_by, created_at, expires_at)
        values ('%1$s', '%1$s', 'r', 'x', 'p', now(), timestamp with time zone '2099-01-01 00:00:00Z')
        """
            .formatted(id));
  }

  private void execute(String sql) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private int scores() throws SQLException {
    try (var connection = connect();
        var rows = connection.createStatement().executeQuery("select count(*) from counted")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private List<String> openLinks() throws SQLException {
    var open = new ArrayList<String>();
    try (var connection = connect();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "select id from share_link where revoked_at is null and expires_at >"
                        + " timestamp with time zone '2026-11-29 12:00:00Z' order by id")) {
      while (rows.next()) {
        open.add(rows.getString(1));
      }
    }
    return open;
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
