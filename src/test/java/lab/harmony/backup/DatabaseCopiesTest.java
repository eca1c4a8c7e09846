package lab.harmony.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import lab.harmony.backup.scheduled.BackupShelf;
import lab.harmony.backup.scheduled.DailyCopies;
import lab.harmony.backup.scheduled.StorageSentence;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.LabDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The copies of the database that the lab keeps, and what it says where its database cannot be
/// used.
@Tag("process")
class DatabaseCopiesTest extends FolderInUse {

  @Test
  void aDamagedDatabaseIsNamedWithTheNewestGoodCopyAndTheWayBack() throws Exception {
    var copies = new DailyCopies(data, Clock.fixed(NOON, ZoneOffset.UTC));
    copies.look();
    score(2);
    var later = Clock.fixed(NOON.plus(Duration.ofDays(1)), ZoneOffset.UTC);
    new DailyCopies(data, later).look();
    var newest = DailyCopies.folder(data).resolve("2026-11-29.zip");
    assertThat(newest).exists();
    // The newest copy is damaged as well.
    var bytes = Files.readAllBytes(newest);
    bytes[bytes.length / 3] ^= 0x55;
    Files.write(newest, bytes);
    damage();

    var sentence = StorageSentence.of(failure(), data.root(), Optional.empty()).orElseThrow();
    var good = DailyCopies.folder(data).resolve("2026-11-28.zip");
    assertThat(sentence).contains("is damaged").contains("./lab restore " + good);

    var outcome = (Restore.Outcome.Restored) restore().from(good);
    assertThat(scores()).isOne();
    assertThat(outcome.aside().resolve("database/harmony-lab.mv.db")).exists();
  }

  @Test
  void ofADamagedDatabaseNoCopyIsKept() throws IOException {
    damage();
    new DailyCopies(data, Clock.fixed(NOON, ZoneOffset.UTC)).look();
    assertThat(new BackupShelf(data, Optional.empty()).known()).isEmpty();
    assertThat(StorageSentence.of(failure(), data.root(), Optional.empty()).orElseThrow())
        .contains("is damaged, and there is no copy of it");
  }

  @Test
  void theCopiesOfTheLastDaysAreKept() throws IOException {
    for (int day = 0; day < DailyCopies.KEPT + 3; day++) {
      var clock = Clock.fixed(NOON.plus(Duration.ofDays(day)), ZoneOffset.UTC);
      new DailyCopies(data, clock).look();
    }
    try (var copies = Files.list(DailyCopies.folder(data))) {
      assertThat(copies.map(file -> file.getFileName().toString()))
          .hasSize(DailyCopies.KEPT)
          .contains("2026-12-07.zip")
          .doesNotContain("2026-11-28.zip");
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aDatabaseThatMayNotGrowSaysSoAndKeepsWhatWasAnswered() throws Exception {
    var small = new DataFolder(folder.resolve("small"));
    var java = Path.of(System.getProperty("java.home"), "bin", "java");
    var process =
        new ProcessBuilder(
                "bash",
                "-c",
                "ulimit -f 2048; exec \"$@\"",
                "bash",
                java.toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                FullDiskProgram.class.getName(),
                small.root().toString())
            .redirectErrorStream(true)
            .start();
    try (var out = process.inputReader()) {
      var lines = out.lines().toList();
      var answered = lines.stream().filter(line -> line.startsWith("answered ")).count();
      assertThat(lines.getLast())
          .contains("harmony-lab.mv.db could not be used")
          .contains("ulimit -f");
      assertThat(answered).isPositive();
      try (var connection = LabDatabase.of(small).connect();
          var rows = connection.createStatement().executeQuery("select count(*) from answered")) {
        rows.next();
        assertThat(rows.getLong(1)).isGreaterThanOrEqualTo(answered);
      }
    }
  }

  private Throwable failure() {
    try (var _ = database.connect()) {
      throw new AssertionError("the database opens");
    } catch (SQLException e) {
      return new IllegalStateException("a bean could not be made", e);
    }
  }

  private void damage() throws IOException {
    var noise = new byte[20_000];
    new Random(1).nextBytes(noise);
    Files.write(database.file(), noise, StandardOpenOption.TRUNCATE_EXISTING);
  }
}
