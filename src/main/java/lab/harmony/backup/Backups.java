package lab.harmony.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.LabDatabase;
import lab.harmony.workspace.LabVersion;

/// Makes backups of a data folder: the database as it is at one moment, and the files that the lab
/// cannot make again.
public final class Backups {

  /// What can be made again, belongs to this machine alone, or is in the backup in another way.
  private static final Set<String> NOT_COPIED =
      Set.of(
          "database", "backups", "thumbnails", "latents", "logs", "locks", "accounts", "set-aside");

  private static final String MODELS = "models";
  private static final String BUNDLED = "bundled";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss").withZone(ZoneId.systemDefault());

  private final DataFolder data;
  private final Clock clock;

  public Backups(DataFolder data, Clock clock) {
    this.data = data;
    this.clock = clock;
  }

  /// A backup that was made.
  ///
  /// @param leftOut models that are not in it
  public record Made(Path file, int files, long bytes, List<String> leftOut) {}

  /// Where a backup goes that nobody gave a place.
  public Path place() {
    return folder().resolve("harmony-lab-%s.zip".formatted(STAMP.format(clock.instant())));
  }

  /// Makes a backup.
  ///
  /// @param models whether model files go into it, which may be large
  public Made make(Path target, boolean models) throws SQLException {
    return write(target, models ? files() : files().stream().filter(this::isNoModel).toList());
  }

  /// Makes a backup of the database alone.
  Made makeOfDatabase(Path target) throws SQLException {
    return write(target, List.of());
  }

  private Made write(Path target, List<Path> files) throws SQLException {
    var copy = folder().resolve(".%s.mv.db".formatted(UUID.randomUUID()));
    try {
      Files.createDirectories(folder());
      var database = LabDatabase.of(data);
      DatabaseCopy.write(database, copy);
      var manifests = new ArrayList<BackupManifest>();
      AtomicFiles.write(
          target,
          out -> {
            var archive = new Archive.Writer(out);
            archive.add(name(database.file()), copy);
            for (var file : files) {
              archive.add(name(file), file);
            }
            var left =
                files().stream()
                    .filter(file -> !isNoModel(file))
                    .filter(file -> !files.contains(file));
            manifests.add(
                archive.finish(
                    clock.instant(), LabVersion.current(), left.map(this::name).toList()));
          });
      var manifest = manifests.getFirst();
      return new Made(target, manifest.files().size(), Files.size(target), manifest.leftOut());
    } catch (IOException e) {
      throw new AtomicFiles.NotWritten(target, e);
    } finally {
      delete(copy);
    }
  }

  /// The backups in the data folder that can be read, the newest first.
  public List<Path> known() {
    return Stream.of(folder(), DailyCopies.folder(data))
        .flatMap(Backups::archives)
        .flatMap(file ->
            Archive.manifest(file).readable().stream()
                .map(manifest -> java.util.Map.entry(manifest.createdAt(), file)))
        .sorted(java.util.Map.Entry.<java.time.Instant, Path>comparingByKey().reversed())
        .map(java.util.Map.Entry::getValue)
        .toList();
  }

  /// The newest backup whose database is whole to its last row.
  public Optional<Path> newestGood() {
    return known().stream().filter(file -> new Restore(data, clock).isGood(file)).findFirst();
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

  /// The files that cannot be made again; links are not followed.
  private List<Path> files() {
    try (var all = Files.walk(data.root())) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !Files.isSymbolicLink(file))
          .filter(this::counts)
          .sorted(Comparator.comparing(this::name))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be read".formatted(data.root()), e);
    }
  }

  private boolean counts(Path file) {
    var below = data.root().relativize(file);
    var top = below.getName(0).toString();
    return below.getNameCount() > 1
        && !NOT_COPIED.contains(top)
        && !file.getFileName().toString().startsWith(".")
        && !(top.equals(MODELS) && below.getName(1).toString().equals(BUNDLED));
  }

  private boolean isNoModel(Path file) {
    return !file.startsWith(data.root().resolve(MODELS));
  }

  private String name(Path file) {
    return data.root().relativize(file).toString().replace('\\', '/');
  }

  private Path folder() {
    return data.root().resolve("backups");
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be removed".formatted(file), e);
    }
  }
}
