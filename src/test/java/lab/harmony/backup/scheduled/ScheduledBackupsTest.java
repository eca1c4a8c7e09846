package lab.harmony.backup.scheduled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import lab.harmony.audit.AuditEntry;
import lab.harmony.audit.AuditQuery;
import lab.harmony.audit.AuditTrail;
import lab.harmony.backup.copies.Backups;
import lab.harmony.people.Rights;
import lab.harmony.people.Somebody;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.HarmonySettings;
import lab.harmony.workspace.MigratedDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
class ScheduledBackupsTest {

  @TempDir Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-29T12:00:00Z"));
  private Clock clock;
  private DataFolder data;
  private Path copies;
  private AuditTrail trail;

  @BeforeEach
  void aLab() throws IOException {
    InstantSource times = now::get;
    clock = times.withZone(ZoneOffset.UTC);
    data = new DataFolder(folder.resolve("data"));
    copies = folder.resolve("copies");
    MigratedDatabase.in(data);
    trail = AuditTrail.of(data, clock);
  }

  @Test
  void backupsAreMadeWhenTheyAreDueAndTheNewestAreKept() throws IOException {
    var own = Files.createDirectories(copies).resolve("own.zip");
    Files.writeString(own, "somebody's own");
    var backups = scheduled("24h");
    assertThat(backups.next()).contains(now.get());
    for (int hour = 0; hour < 24 * 5; hour += 6) {
      backups.look();
      pass(Duration.ofHours(6));
    }
    assertThat(names())
        .containsExactlyInAnyOrder(
            "own.zip",
            "scheduled-2026-12-01-120000-LAB.zip",
            "scheduled-2026-12-02-120000-LAB.zip",
            "scheduled-2026-12-03-120000-LAB.zip");
    assertThat(backups.failure()).isEmpty();
    assertThat(backups.next()).contains(Instant.parse("2026-12-04T12:00:00Z"));
    assertThat(kinds()).hasSize(5).containsOnly("lab backup-made");
    assertThat(scheduled("24h").next()).contains(Instant.parse("2026-12-04T12:00:00Z"));
    assertThat(backups.known())
        .hasSize(3)
        .allSatisfy(kept -> assertThat(kept.bytes()).isPositive());
  }

  @Test
  void aBackupThatFailsIsToldOnceTriedAgainAndForgottenWhenItIsMade() throws IOException {
    Files.writeString(copies, "a file where the folder belongs");
    var backups = scheduled("1h");
    backups.look();
    assertThat(backups.failure().orElseThrow().reason())
        .contains("a file stands where a folder is needed");
    backups.look();
    pass(Duration.ofMinutes(31));
    backups.look();
    assertThat(backups.failure().orElseThrow().at()).isEqualTo(now.get());
    assertThat(kinds()).containsExactly("lab backup-failed");
    Files.delete(copies);
    pass(Duration.ofMinutes(31));
    backups.look();
    assertThat(backups.failure()).isEmpty();
    assertThat(kinds()).containsExactly("lab backup-made", "lab backup-failed");
  }

  @Test
  void namesThatAreNoTimesOrOfATimeToComeKeepNoBackupFromBeingMade() throws IOException {
    var backups = scheduled("24h");
    backups.look();
    var lab = Files.readString(data.root().resolve("backups/lab-id"));
    for (var stamp : List.of("2026-13-01-000000", "2036-01-01-000000")) {
      Files.writeString(copies.resolve("scheduled-%s-%s.zip".formatted(stamp, lab)), "no zip");
    }
    assertThat(backups.next()).contains(now.get().plus(Duration.ofHours(24)));
    pass(Duration.ofHours(24));
    backups.look();
    assertThat(backups.failure()).isEmpty();
    assertThat(names()).contains("scheduled-2026-11-30-120000-LAB.zip");
  }

  @Test
  void aFailureOfATimeToComeKeepsNoBackupFromBeingMade() throws IOException {
    Files.writeString(copies, "a file where the folder belongs");
    var backups = scheduled("1h");
    backups.look();
    Files.delete(copies);
    pass(Duration.ofDays(-900));
    backups.look();
    assertThat(backups.failure()).isEmpty();
    assertThat(names()).hasSize(1);
  }

  @Test
  void theBackupsOfAnotherLabInTheSameFolderStay() throws IOException {
    var theirs =
        Files.createDirectories(copies).resolve("scheduled-2020-01-01-000000-00000000.zip");
    Files.writeString(theirs, "theirs");
    var backups = scheduled("24h");
    for (int day = 0; day < 5; day++) {
      backups.look();
      pass(Duration.ofDays(1));
    }
    assertThat(theirs).hasContent("theirs");
    assertThat(names()).hasSize(4);
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void theNewestWholeBackupStaysHoweverManyFollowThatAreNot() throws IOException {
    var backups = scheduled("24h");
    backups.look();
    Files.createDirectories(data.runs().resolve("r1"));
    Files.createSymbolicLink(data.runs().resolve("r1/linked"), folder);
    for (int day = 0; day < 5; day++) {
      pass(Duration.ofDays(1));
      backups.look();
    }
    assertThat(backups.failure().orElseThrow().reason()).contains("does not hold everything");
    assertThat(names()).hasSize(4).contains("scheduled-2026-11-29-120000-LAB.zip");
    assertThat(kinds()).hasSize(6).containsOnly("lab backup-made");
  }

  @Test
  void theNewestGoodCopyMayLieInTheFolderThatIsSet() {
    var backups = scheduled("24h");
    backups.look();
    assertThat(new BackupShelf(data, Optional.of(copies)).newestGood().orElseThrow())
        .hasParent(copies);
    assertThat(new BackupShelf(data, Optional.empty()).newestGood()).isEmpty();
  }

  @Test
  void aFolderOfADiskThatIsNotThereIsNoPlaceForBackups() throws IOException {
    var backups = scheduled("24h");
    backups.look();
    var disk = Files.move(copies, folder.resolve("unmounted"));
    pass(Duration.ofDays(1));
    backups.look();
    assertThat(backups.failure().orElseThrow().reason())
        .contains("No backup could be made in " + copies, ".harmony-backups", "is gone")
        .contains("Is its disk there?");
    assertThat(copies).doesNotExist();
    Files.createDirectories(copies);
    pass(Duration.ofHours(1));
    backups.look();
    assertThat(copies).as("an empty folder of that name").isEmptyDirectory();
    Files.delete(copies);
    Files.move(disk, copies);
    pass(Duration.ofHours(1));
    backups.look();
    assertThat(backups.failure()).isEmpty();
    assertThat(names()).hasSize(2);
  }

  @Test
  void oneThatSomebodyAsksForAndThatFailsIsWrittenDown() throws Exception {
    Files.createDirectories(data.root());
    var backups = scheduled("");
    Files.writeString(data.root().resolve("backups"), "no folder");
    var ada = Somebody.goingOn("Ada");
    assertThatThrownBy(() -> backups.make(ada)).isInstanceOf(RuntimeException.class);
    assertThat(kinds())
        .singleElement()
        .asString()
        .contains(ada.person().value())
        .endsWith("backup-failed");
  }

  @Test
  void noneAreMadeUnlessTheyAreSwitchedOn() {
    var backups = scheduled("");
    backups.look();
    assertThat(backups.next()).isEmpty();
    assertThat(copies).doesNotExist();
  }

  @Test
  void aPlanThatCannotBeIsNamed() {
    assertThatThrownBy(() -> scheduled("often"))
        .hasMessage(
            "harmony.backup.every must be a length of time such as 24h or 7d, got \"often\"");
    assertThatThrownBy(() -> scheduled("1s")).hasMessageContaining("10 minutes or more");
    assertThatThrownBy(() -> BackupPlan.of(data, HarmonySettings.read("--harmony.backup.keep=0")))
        .hasMessageContaining("harmony.backup.keep must be 1 or more");
    assertThatThrownBy(() -> BackupPlan.of(data, HarmonySettings.read("--harmony.backup.keep=all")))
        .hasMessage("harmony.backup.keep must be a whole number, got \"all\"");
  }

  private ScheduledBackups scheduled(String every) {
    return new ScheduledBackups(
        data,
        new Backups(data, folder.resolve("workspace"), clock),
        BackupPlan.of(
            data,
            HarmonySettings.read(
                "--harmony.backup.every=" + every,
                "--harmony.backup.folder=" + copies,
                "--harmony.backup.keep=3")),
        trail,
        clock,
        new Rights(Somebody.inMemory()));
  }

  private void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(copies)) {
      return files
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .map(file -> file.getFileName().toString().replaceAll("-[0-9a-f]{8}[.]", "-LAB."))
          .toList();
    }
  }

  private List<String> kinds() {
    return trail.list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 100).stream()
        .map(this::words)
        .toList();
  }

  private String words(AuditEntry entry) {
    return entry.who() + " " + entry.kind();
  }
}
