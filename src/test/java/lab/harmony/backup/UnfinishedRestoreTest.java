package lab.harmony.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import lab.harmony.backup.UnfinishedRestore.Settled;
import lab.harmony.backup.copies.Backups;
import lab.harmony.backup.copies.LabParts;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.LabDatabase;
import lab.harmony.workspace.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

@Tag("process")
class UnfinishedRestoreTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-29T12:00:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;
  private DataFolder data;
  private Path workspace;
  private Path archive;
  private Path run;

  /// How many steps a restore has.
  private int steps;

  /// A backup, and a lab that went on after it.
  @BeforeEach
  void aLabThatWentOn() throws Exception {
    data = new DataFolder(folder.resolve("data"));
    workspace = folder.resolve("workspace");
    archive = folder.resolve("backup.zip");
    run = data.root().resolve("runs/r1/run.json");
    execute("create table counted (points int)");
    write(run, "the run");
    write(data.root().resolve("runs/r2/run.json"), "another run");
    write(workspace.resolve("experiments/e1/notebook.ipynb"), "the notebook");
    new Backups(data, workspace, CLOCK).make(archive, false);
    goOn();
    var counted = new AtomicInteger();
    assertThat(restore(counted::incrementAndGet)).isInstanceOf(Restore.Outcome.Restored.class);
    steps = counted.get();
    throughAndOn();
  }

  @Test
  void takingBackMayBeKilledAtEachStepAndBegunAnew() throws Exception {
    var before = portrait();
    int killed = 0;
    for (boolean ended = false; !ended; killed++) {
      restoreKilledBefore(steps - 2); // all is moved, and the database is next
      ended = !settleKilledBefore(killed);
      assertTakenBack(before, ended, "killed before step " + killed);
    }
    assertThat(killed).isGreaterThan(8);
  }

  @Test
  void takingBackMayBeKilledAgainAndAgain() throws Exception {
    var before = portrait();
    for (int step = 0; step < steps - 1; step++) {
      restoreKilledBefore(step);
      boolean ended = false;
      for (int each = 0; !ended; each++) {
        ended = !settleKilledBefore(each);
      }
      assertTakenBack(before, true, "restore killed before step " + step);
    }
  }

  @Test
  void aRestoreThatDiesWhileItTakesItselfBackIsTakenBack() throws Exception {
    var before = portrait();
    int takenBack = 0;
    boolean ended = false;
    for (int later = 0; !ended; later++) {
      ended = !failsAndIsKilled(later);
      if (ended) {
        break;
      }
      switch (settle()) {
        case Settled.TakenBack _ -> {
          assertThat(portrait()).as("killed %d steps later", later).isEqualTo(before);
          assertThat(scores()).as("killed %d steps later", later).isOne();
          takenBack++;
        }
        case Settled.Through _ -> {
          assertThat(scores()).as("killed %d steps later", later).isZero();
          assertThat(run).hasContent("the run");
          throughAndOn();
          before = portrait();
        }
        case Settled.Nothing _ -> throw new AssertionError("its journal is gone");
        case Settled.Refused(var reason) -> throw new AssertionError(reason);
      }
    }
    assertThat(takenBack).isGreaterThan(8);
    assertThat(portrait()).isEqualTo(before);
    assertThat(scores()).isOne();
  }

  @Test
  void whatARestoreCouldNotTakeBackIsNamedUntilItCanBe() throws Exception {
    var before = portrait();
    var inTheWay = run.resolve("somebody's");
    var outcome =
        restore(
            failing(() -> {
              remove(run);
              write(inTheWay, "a file");
            }));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Restore.Outcome.Stuck.class,
            stuck -> assertThat(stuck.reason()).contains(run.toString(), "restore-journal.json"));
    for (int time = 0; time < 2; time++) {
      assertThat(settle())
          .isInstanceOfSatisfying(
              Settled.Refused.class,
              refused ->
                  assertThat(refused.reason())
                      .contains(run.toString(), "set-aside", "restore-journal.json"));
      assertThat(inTheWay).hasContent("a file");
    }
    remove(run);
    assertThat(settle()).isInstanceOf(Settled.TakenBack.class);
    assertThat(portrait()).isEqualTo(before);
    assertThat(scores()).isOne();
  }

  @Test
  void whatSomebodyWroteMeanwhileStaysBesideWhatStoodThere() throws Exception {
    restoreKilledBefore(steps - 2);
    write(run, "written meanwhile");
    assertThat(settle())
        .isInstanceOfSatisfying(
            Settled.Refused.class,
            refused -> assertThat(refused.reason()).contains(run.toString(), "both stay"));
    assertThat(run).hasContent("written meanwhile");
    try (var aside = Files.walk(data.root().resolve("set-aside"))) {
      assertThat(aside.filter(file -> file.endsWith("runs/r1/run.json")))
          .as("of the restore that is through, and of this one")
          .hasSize(2)
          .allSatisfy(kept -> assertThat(kept).hasContent("changed since"));
    }
    assertThat(scores()).isOne();
  }

  /// Takes the rest back if that is not done, and looks.
  private void assertTakenBack(Map<String, String> before, boolean ended, String when)
      throws Exception {
    var settled = settle();
    if (!ended) {
      assertThat(settled).as(when).isInstanceOf(Settled.TakenBack.class);
    } else {
      assertThat(settled).as(when).isInstanceOf(Settled.Nothing.class);
    }
    assertThat(portrait()).as(when).isEqualTo(before);
    assertThat(scores()).as(when).isOne();
  }

  /// What a kill does: nothing that comes after it is done.
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static Runnable killing(int step) {
    var counted = new AtomicInteger();
    return () -> {
      if (counted.getAndIncrement() == step) {
        throw new Killed();
      }
    };
  }

  private void restoreKilledBefore(int step) {
    try {
      restore(killing(step));
    } catch (Killed killed) {
      return;
    }
    throw new AssertionError("it was not killed");
  }

  private boolean settleKilledBefore(int step) {
    try {
      new UnfinishedRestore(data.root(), killing(step)).settle();
      return false;
    } catch (Killed killed) {
      return true;
    }
  }

  /// Fails at the last step of a restore.
  private Runnable failing(Runnable first) {
    var counted = new AtomicInteger();
    return () -> {
      if (counted.incrementAndGet() == steps) {
        first.run();
        throw new IllegalStateException("the disk is gone");
      }
    };
  }

  /// @return whether it was killed
  private boolean failsAndIsKilled(int later) {
    var failing = failing(() -> {});
    var counted = new AtomicInteger();
    try {
      assertThat(
              restore(() -> {
                if (counted.incrementAndGet() == steps + 1 + later) {
                  throw new Killed();
                }
                failing.run();
              }))
          .isInstanceOf(Restore.Outcome.Refused.class);
      return false;
    } catch (Killed killed) {
      return true;
    }
  }

  private Settled settle() {
    return new UnfinishedRestore(data.root()).settle();
  }

  private Restore.Outcome restore(Runnable step) {
    return new Restore(
            data,
            workspace,
            false,
            new LabParts(_ -> Map.of(), (_, _) -> Set.of(), List.of()),
            CLOCK,
            _ -> Long.MAX_VALUE,
            step)
        .from(archive);
  }

  private void throughAndOn() throws SQLException {
    new UnfinishedRestore(data.root()).forget();
    goOn();
  }

  /// The lab goes on after the backup.
  private void goOn() throws SQLException {
    execute("insert into counted values (1)");
    write(run, "changed since");
    remove(data.root().resolve("runs/r2"));
    write(workspace.resolve("experiments/e1/notebook.ipynb"), "written on");
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

  private void execute(String sql) throws SQLException {
    try (var connection = LabDatabase.of(data).connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private int scores() throws SQLException {
    try (var connection = LabDatabase.of(data).connect();
        var rows = connection.createStatement().executeQuery("select count(*) from counted")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static void remove(Path path) {
    try {
      FileSystemUtils.deleteRecursively(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
