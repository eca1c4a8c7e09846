package lab.harmony.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import lab.harmony.workspace.DataFolder;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/// The backups that lie where this lab puts them.
public final class BackupShelf {

  private final DataFolder data;
  private final List<Path> folders;

  public BackupShelf(DataFolder data) {
    this(data, List.of(Backups.folder(data), DailyCopies.folder(data)));
  }

  private BackupShelf(DataFolder data, List<Path> folders) {
    this.data = data;
    this.folders = folders;
  }

  /// The same, and those in another folder.
  BackupShelf with(Path folder) {
    return new BackupShelf(
        data, Stream.concat(folders.stream(), Stream.of(folder)).distinct().toList());
  }

  /// A backup that can be read.
  ///
  /// @param files that are in it
  /// @param isWhole whether it holds more than the database
  public record Kept(Path file, Instant madeAt, long bytes, int files, boolean isWhole) {}

  /// Those that can be read, the newest first.
  public List<Kept> known() {
    return folders.stream()
        .flatMap(BackupShelf::archives)
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
    var unpacked = Backups.folder(data).resolve(".%s.look".formatted(UUID.randomUUID()));
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
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be read".formatted(folder), e);
    }
  }
}
