package lab.harmony.backup.scheduled;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.backup.copies.Archive;
import lab.harmony.backup.copies.BackupManifest;
import lab.harmony.backup.copies.Backups;
import lab.harmony.backup.copies.DatabaseCopy;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.HarmonySettings;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/// The backups that lie where this lab puts them.
public final class BackupShelf {

  private final List<Path> folders;
  private final List<Path> others;

  /// Those in the data folder, and those that this lab made by itself in the folder that the
  /// settings name.
  public BackupShelf(DataFolder data, HarmonySettings settings) {
    this(data, settings.backupFolder());
  }

  public BackupShelf(DataFolder data, Optional<Path> named) {
    this(
        List.of(Backups.folder(data), DailyCopies.folder(data), BackupPlan.folder(data)),
        named.stream().flatMap(folder -> ofThisLab(data, folder)).toList());
  }

  private BackupShelf(List<Path> folders, List<Path> others) {
    this.folders = folders;
    this.others = others;
  }

  private static Stream<Path> ofThisLab(DataFolder data, Path folder) {
    try {
      return new ScheduledFiles(data, folder).made().stream().map(ScheduledFiles.Made::file);
    } catch (IOException e) {
      LoggerFactory.getLogger(BackupShelf.class).warn("{} cannot be read", folder, e);
      return Stream.of();
    }
  }

  /// The same, and all those in another folder.
  BackupShelf with(Path folder) {
    return new BackupShelf(
        Stream.concat(folders.stream(), Stream.of(folder)).distinct().toList(), others);
  }

  /// A backup that can be read.
  ///
  /// @param files that are in it
  /// @param isWhole whether it holds more than the database
  public record Kept(Path file, Instant madeAt, long bytes, int files, boolean isWhole) {}

  /// Those that can be read, the newest first.
  public List<Kept> known() {
    return Stream.concat(folders.stream().flatMap(BackupShelf::archives), others.stream())
        .distinct()
        .flatMap(file ->
            Archive.manifest(file).readable().stream()
                .flatMap(manifest -> kept(file, manifest).stream()))
        .sorted(Comparator.comparing(Kept::madeAt).reversed())
        .toList();
  }

  private static Optional<Kept> kept(Path file, BackupManifest manifest) {
    try {
      int files = manifest.files().size();
      return Optional.of(new Kept(file, manifest.createdAt(), Files.size(file), files, files > 1));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /// The newest backup whose database is whole to its last row.
  public Optional<Path> newestGood() {
    return known().stream().map(Kept::file).filter(this::isGood).findFirst();
  }

  /// Whether the database in a backup is what its manifest says, and whole to its last row.
  private boolean isGood(Path archive) {
    Path unpacked;
    try {
      unpacked = Files.createTempDirectory("harmony-lab-look");
    } catch (IOException e) {
      LoggerFactory.getLogger(getClass()).debug("there is no room to look into {}", archive, e);
      return false;
    }
    try {
      var manifest = Archive.manifest(archive).readable().orElseThrow();
      var database = manifest.database();
      Archive.unpack(archive, manifest.only(List.of(database)), unpacked);
      DatabaseCopy.read(unpacked.resolve(database.name()));
      return true;
    } catch (IOException | SQLException | RuntimeException e) {
      LoggerFactory.getLogger(getClass()).debug("{} is no good copy", archive, e);
      return false;
    } finally {
      try {
        FileSystemUtils.deleteRecursively(unpacked);
      } catch (IOException e) {
        LoggerFactory.getLogger(getClass()).warn("{} could not be removed", unpacked, e);
      }
    }
  }

  private static Stream<Path> archives(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.of();
    }
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".zip") && Files.isRegularFile(file))
          .toList()
          .stream();
    } catch (IOException | UncheckedIOException e) {
      LoggerFactory.getLogger(BackupShelf.class).warn("{} cannot be read", folder, e);
      return Stream.of();
    }
  }
}
