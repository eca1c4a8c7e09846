package lab.harmony.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import lab.harmony.backup.copies.Archive;
import lab.harmony.backup.copies.BackupManifest;
import lab.harmony.backup.copies.Backups;
import lab.harmony.backup.scheduled.ScheduledBackups;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.LabDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// What a backup holds, and what comes of it elsewhere.
@Tag("process")
class BackupsTest extends FolderInUse {

  @Test
  void anotherMachineGetsTheWorkspaceTooUnlessItIsToBeLeftAlone() throws Exception {
    backups().make(archive, false);
    var clock = Clock.fixed(NOON, ZoneOffset.UTC);
    var there = new DataFolder(folder.resolve("elsewhere/data"));
    var ours = folder.resolve("elsewhere/workspace");
    assertThat(new Restore(there, folder, true, NOBODY_ELSE, clock).from(archive))
        .isInstanceOf(Restore.Outcome.Restored.class);
    assertThat(there.root().resolve("runs/r1/run.json")).hasContent("the run");
    assertThat(ours).doesNotExist();

    assertThat(new Restore(there, ours, false, NOBODY_ELSE, clock).from(archive))
        .isInstanceOf(Restore.Outcome.Restored.class);
    assertThat(ours.resolve("experiments/e1/notebook.ipynb")).hasContent("the notebook");
    assertThat(ours.resolve("reports/r1/index.html")).hasContent("the report");

    write(ours.resolve("experiments/e1/notebook.ipynb"), "changed since");
    write(ours.resolve("experiments/e2/notebook.ipynb"), "made since");
    var again =
        (Restore.Outcome.Restored)
            new Restore(there, ours, false, NOBODY_ELSE, clock).from(archive);
    assertThat(again.files()).isOne();
    assertThat(again.aside().resolve("workspace/experiments/e1/notebook.ipynb"))
        .hasContent("changed since");
    assertThat(ours.resolve("experiments/e2/notebook.ipynb")).hasContent("made since");
  }

  @Test
  void aBackupOfTheFormBeforeGoesBackToTheDataFolder() throws Exception {
    backups().make(archive, false);
    var former = folder.resolve("former.zip");
    var manifest = Archive.manifest(archive).readable().orElseThrow();
    var database = manifest.database();
    try (var from = new ZipFile(archive.toFile());
        var to = new ZipOutputStream(Files.newOutputStream(former))) {
      to.putNextEntry(new ZipEntry("database/harmony-lab.mv.db"));
      from.getInputStream(from.getEntry(database.name())).transferTo(to);
      to.putNextEntry(new ZipEntry("manifest.json"));
      to.write(
          """
          {"format": "harmony-backup/1", "createdAt": "2026-11-28T12:00:00Z", "labVersion": "1",
           "files": [{"name": "database/harmony-lab.mv.db", "bytes": %d, "sha256": "%s"}],
           "leftOut": []}
          """
              .formatted(database.bytes(), database.sha256())
              .getBytes(StandardCharsets.UTF_8));
    }
    score(1);
    assertThat(restore().from(former)).isInstanceOf(Restore.Outcome.Restored.class);
    assertThat(scores()).isOne();
  }

  @Test
  void aBackupOfALaterLabIsRefusedByName() throws Exception {
    try (var to = new ZipOutputStream(Files.newOutputStream(archive))) {
      to.putNextEntry(new ZipEntry("manifest.json"));
      to.write(
          """
          {"format": "harmony-backup/9", "createdAt": "2026-11-28T12:00:00Z", "labVersion": "9",
           "files": [], "leftOut": []}
          """
              .getBytes(StandardCharsets.UTF_8));
    }
    assertThat(restore().from(archive))
        .isInstanceOfSatisfying(
            Restore.Outcome.Refused.class,
            refused -> assertThat(refused.reason()).contains("harmony-backup/9", "later lab"));
  }

  @Test
  void whatIsGoneMeanwhileIsPassedOverAndWhatCannotBeReadIsNamed() throws Exception {
    var readable = folder.resolve("readable");
    write(readable, "words");
    try (var out = Files.newOutputStream(archive)) {
      var writer = new Archive.Writer(out);
      assertThat(writer.add("data/gone", folder.resolve("gone")))
          .isEqualTo(new Archive.Added.Gone());
      assertThat(writer.add("data/folder", Files.createDirectory(folder.resolve("a folder"))))
          .isInstanceOf(Archive.Added.Unreadable.class);
      assertThat(writer.add("data/readable", readable)).isEqualTo(new Archive.Added.There());
      assertThat(writer.finish(NOON, "1", List.of()).files())
          .extracting(BackupManifest.Entry::name)
          .containsExactly("data/readable");
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void foldersThatLieOnAnotherDiskAreInItAndComeBackThere() throws Exception {
    var disk = folder.resolve("disk");
    Files.move(data.root(), disk);
    Files.createSymbolicLink(data.root(), disk);
    var runs = Files.createDirectory(folder.resolve("another disk")).resolve("runs");
    Files.move(disk.resolve("runs"), runs);
    Files.createSymbolicLink(disk.resolve("runs"), runs);
    var experiments = folder.resolve("another disk/experiments");
    Files.move(workspace.resolve("experiments"), experiments);
    Files.createSymbolicLink(workspace.resolve("experiments"), experiments);

    var made = backups().make(archive, false);
    assertThat(made.unreadable()).isEmpty();
    assertThat(Archive.manifest(archive).readable().orElseThrow().files())
        .extracting(BackupManifest.Entry::name)
        .contains(
            "data/runs/r1/run.json",
            "data/trainings/t1/life.json",
            "workspace/experiments/e1/notebook.ipynb");

    write(runs.resolve("r1/run.json"), "changed since");
    Files.delete(experiments.resolve("e1/notebook.ipynb"));
    assertThat(restore().from(archive)).isInstanceOf(Restore.Outcome.Restored.class);
    assertThat(runs.resolve("r1/run.json")).hasContent("the run");
    assertThat(experiments.resolve("e1/notebook.ipynb")).hasContent("the notebook");
    assertThat(disk.resolve("runs")).isSymbolicLink();
  }

  @Test
  void aBackupWithoutWhatLiesBehindALinkIsNotWholeAndBackupsBesideTheNewOneAreNotInIt()
      throws Exception {
    Files.createSymbolicLink(data.root().resolve("runs/linked"), folder);
    var beside = data.root().resolve("copies/first.zip");
    backups().make(beside, false);
    var made = backups().make(beside.resolveSibling("second.zip"), false);
    assertThat(made.leftOut()).containsExactly("models/own.safetensors");
    assertThat(made.unreadable())
        .singleElement()
        .satisfies(one -> assertThat(one.file()).isEqualTo(data.root().resolve("runs/linked")));
    assertThat(ScheduledBackups.incomplete(made)).isPresent();
    assertThat(Archive.manifest(made.file()).readable().orElseThrow().isWhole()).isFalse();
    assertThat(made.files()).isEqualTo(6);
  }

  @Test
  void ofAFolderWithoutADatabaseThereIsNoBackup() throws Exception {
    var other = new DataFolder(folder.resolve("mistyped"));
    assertThatThrownBy(() -> new Backups(other, workspace, Clock.systemUTC()).make(archive, false))
        .isInstanceOf(Backups.NoDatabase.class)
        .hasMessageContaining("there is no lab in " + other.root());
    assertThat(archive).doesNotExist();
    assertThat(LabDatabase.of(other).file()).doesNotExist();
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void nobodyButItsOwnerReadsABackup() throws Exception {
    backups().make(archive, false);
    assertThat(Files.getPosixFilePermissions(archive))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void whatLiesInTheTrashIsInItOnce() throws Exception {
    write("trash/e9/notebook.ipynb", "thrown away");
    backups().make(archive, false);
    assertThat(Archive.manifest(archive).readable().orElseThrow().files())
        .extracting(BackupManifest.Entry::name)
        .startsWith("data/trash/e9/notebook.ipynb")
        .doesNotHaveDuplicates();
  }

  @Test
  void aBackupIsMadeWhileOthersWriteAndHoldsWhatWasAnswered() throws Exception {
    Backups.Made made;
    try (var other = database.connect()) {
      other.setAutoCommit(false);
      other.createStatement().execute("insert into scores values (0)");
      made = backups().make(archive, false);
      other.rollback();
    }
    var manifest = Archive.manifest(archive).readable().orElseThrow();
    assertThat(manifest.files())
        .extracting(BackupManifest.Entry::name)
        .containsExactly(
            "workspace/experiments/e1/notebook.ipynb",
            "workspace/prompts/faces.yaml",
            "data/database/harmony-lab.mv.db",
            "data/runs/r1/run.json",
            "data/trainings/t1/life.json",
            "workspace/reports/r1/index.html");
    assertThat(made.leftOut()).containsExactly("models/own.safetensors");

    score(1);
    write("runs/r1/run.json", "changed since");
    Files.delete(data.root().resolve("trainings/t1/life.json"));
    var outcome = (Restore.Outcome.Restored) restore().from(archive);

    assertThat(scores()).isOne();
    assertThat(data.root().resolve("runs/r1/run.json")).hasContent("the run");
    assertThat(data.root().resolve("trainings/t1/life.json")).hasContent("the training");
    assertThat(outcome.aside().resolve("runs/r1/run.json")).hasContent("changed since");
    assertThat(outcome.aside().resolve("database/harmony-lab.mv.db")).exists();
  }

  @Test
  void modelsGoIntoItOnDemand() throws Exception {
    assertThat(backups().make(archive, true).leftOut()).isEmpty();
    assertThat(Archive.manifest(archive).readable().orElseThrow().files())
        .extracting(BackupManifest.Entry::name)
        .contains("data/models/own.safetensors");
  }

  @Test
  void nothingIsRestoredWhileTheLabRuns() throws Exception {
    backups().make(archive, false);
    score(1);
    try (var _ = database.connect()) {
      assertThat(restore().from(archive))
          .isInstanceOfSatisfying(
              Restore.Outcome.Refused.class,
              refused -> assertThat(refused.reason()).contains("End it, then try again"));
    }
    assertThat(scores()).isEqualTo(2);
  }

  @Test
  void whatIsNoBackupIsRefusedAndNothingChanges() throws Exception {
    Files.write(archive, new byte[1000]);
    assertThat(restore().from(archive)).isInstanceOf(Restore.Outcome.Refused.class);
    assertThat(scores()).isOne();
  }
}
