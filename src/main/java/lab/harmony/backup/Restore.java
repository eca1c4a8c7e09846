package lab.harmony.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.LabDatabase;
import lab.harmony.workspace.Sha256;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/// Goes back to a backup. What stands in its place is kept aside, never removed.
public final class Restore {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss").withZone(ZoneId.systemDefault());

  private final DataFolder data;
  private final Clock clock;

  public Restore(DataFolder data, Clock clock) {
    this.data = data;
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
      Archive.unpack(archive, manifest.readable().orElseThrow(), unpacked);
      var copy = unpacked.resolve(data.root().relativize(database.file()).toString());
      DatabaseCopy.read(copy);
      return put(manifest.readable().orElseThrow(), unpacked);
    } catch (SQLException e) {
      return new Outcome.Refused(
          "The database in %s is damaged too. Take another backup.".formatted(archive));
    } finally {
      FileSystemUtils.deleteRecursively(unpacked);
    }
  }

  /// Whether the database in a backup is what its manifest says, and whole to its last row.
  boolean isGood(Path archive) {
    Path unpacked = unpacked();
    try {
      var manifest = Archive.manifest(archive).readable();
      if (manifest.isEmpty()) {
        return false;
      }
      var database = data.root().relativize(LabDatabase.of(data).file()).toString();
      Archive.unpack(archive, manifest.get().only(database.replace('\\', '/')), unpacked);
      DatabaseCopy.read(unpacked.resolve(database));
      return true;
    } catch (IOException | SQLException | IllegalArgumentException e) {
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

  private Path unpacked() {
    return data.root().resolve("backups").resolve(".%s.restore".formatted(UUID.randomUUID()));
  }

  private Outcome put(BackupManifest manifest, Path unpacked) throws IOException {
    var aside = data.root().resolve("set-aside").resolve(STAMP.format(clock.instant()));
    // What H2 keeps beside the file belongs to the one that goes.
    var beside = LabDatabase.of(data).path();
    for (var ending : new String[] {".lock.db", ".trace.db"}) {
      setAside(beside.resolveSibling(beside.getFileName() + ending), aside);
    }
    int files = 0;
    for (var entry : manifest.files()) {
      var restored = unpacked.resolve(entry.name());
      var target = data.root().resolve(entry.name());
      if (Files.isRegularFile(target) && Sha256.of(target).hex().equals(entry.sha256())) {
        continue;
      }
      setAside(target, aside);
      AtomicFiles.write(target, out -> Files.copy(restored, out));
      files++;
    }
    return new Outcome.Restored(files, aside);
  }

  private void setAside(Path file, Path aside) throws IOException {
    if (Files.exists(file)) {
      var kept = aside.resolve(data.root().relativize(file).toString());
      Files.createDirectories(kept.resolveSibling("."));
      Files.move(file, kept);
    }
  }
}
