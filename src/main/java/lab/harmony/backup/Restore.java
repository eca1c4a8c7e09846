package lab.harmony.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;
import lab.harmony.backup.BackupManifest.Area;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.LabDatabase;
import lab.harmony.workspace.SafePath;
import lab.harmony.workspace.Sha256;
import org.springframework.util.FileSystemUtils;

/// Goes back to a backup. What stands in its place is kept aside, never removed.
public final class Restore {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss").withZone(ZoneId.systemDefault());

  private final DataFolder data;
  private final Optional<Path> workspace;
  private final Clock clock;

  /// @param workspace the folder into which files of the workspace go; empty to leave it alone
  public Restore(DataFolder data, Optional<Path> workspace, Clock clock) {
    this.data = data;
    this.workspace = workspace.map(it -> it.toAbsolutePath().normalize());
    this.clock = clock;
  }

  /// What became of the wish to go back.
  public sealed interface Outcome {

    /// @param files that were put back
    /// @param aside where what stood in their place lies; a folder that is not there if nothing did
    record Restored(int files, Path aside) implements Outcome {}

    /// Nothing was changed; the reason says what to do.
    record Refused(String reason) implements Outcome {}
  }

  public Outcome from(Path archive) throws IOException {
    var database = LabDatabase.of(data);
    if (database.inUse()) {
      return new Outcome.Refused(
          "A lab or another verb has the database %s open. End it, then try again."
              .formatted(database.file()));
    }
    var manifest = Archive.manifest(archive);
    if (manifest.unreadable().isPresent()) {
      return new Outcome.Refused(
          "%s cannot be restored: %s.".formatted(archive, manifest.unreadable().get().reason()));
    }
    var unpacked = unpacked();
    try {
      var found = manifest.readable().orElseThrow();
      Archive.unpack(archive, found, unpacked);
      DatabaseCopy.read(unpacked.resolve(found.database().name()));
      return put(found, unpacked);
    } catch (SQLException e) {
      return new Outcome.Refused(
          "The database in %s is damaged too. Take another backup.".formatted(archive));
    } finally {
      FileSystemUtils.deleteRecursively(unpacked);
    }
  }

  private Path unpacked() {
    return data.root().resolve("backups").resolve(".%s.restore".formatted(UUID.randomUUID()));
  }

  private Outcome put(BackupManifest manifest, Path unpacked) throws IOException {
    var aside = data.root().resolve("set-aside").resolve(STAMP.format(clock.instant()));
    // What H2 keeps beside the file belongs to the one that goes.
    var beside = LabDatabase.of(data).path();
    for (var ending : new String[] {".lock.db", ".trace.db"}) {
      var file = beside.resolveSibling(beside.getFileName() + ending);
      setAside(file, aside.resolve(data.root().relativize(file).toString()));
    }
    int files = 0;
    for (var placed : manifest.placed()) {
      var entry = placed.entry();
      var root = root(placed.area());
      if (root.isEmpty()) {
        continue;
      }
      Files.createDirectories(root.get());
      var restored = unpacked.resolve(entry.name());
      var target = SafePath.inside(root.get(), placed.path());
      if (Files.isRegularFile(target) && Sha256.of(target).hex().equals(entry.sha256())) {
        continue;
      }
      var kept = aside.resolve(placed.area() == Area.DATA ? "" : "workspace");
      setAside(target, kept.resolve(placed.path()));
      AtomicFiles.write(target, out -> Files.copy(restored, out));
      files++;
    }
    return new Outcome.Restored(files, aside);
  }

  private Optional<Path> root(Area area) {
    return switch (area) {
      case DATA -> Optional.of(data.root());
      case WORKSPACE -> workspace;
    };
  }

  private static void setAside(Path file, Path kept) throws IOException {
    if (Files.exists(file)) {
      Files.createDirectories(kept.resolveSibling("."));
      Files.move(file, kept);
    }
  }
}
