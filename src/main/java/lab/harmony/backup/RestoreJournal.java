package lab.harmony.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import lab.harmony.json.Json;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.Found;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What the restore that is under way in a data folder moves, for whoever finds it half done.
record RestoreJournal(Path root) {

  /// What journals of before do not count is none.
  private static final JsonMapper READING =
      Json.MAPPER.rebuild().disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

  private Path file() {
    return root.resolve("restore-journal.json");
  }

  /// Whether a restore is under way, or was ended before it was through.
  boolean isThere() {
    return Files.exists(file());
  }

  /// The same, and not all of it was moved as far as it says.
  boolean isOpen() {
    return isThere() && read().readable().filter(RestorePlan::done).isEmpty();
  }

  /// What people can do about one that cannot be taken back.
  String mend() {
    return "Mend what is named, then call any verb: it is tried again. ./lab doctor looks at the rest meanwhile. To keep everything as it stands now, move %s away: it says what was moved where, and keeps the lab closed."
        .formatted(file());
  }

  void write(RestorePlan plan) {
    AtomicFiles.write(file(), Json.MAPPER.writeValueAsString(plan));
  }

  Found<RestorePlan> read() {
    return Found.json(file(), READING, RestorePlan.class);
  }

  void remove() throws IOException {
    Files.deleteIfExists(file());
    AtomicFiles.force(root);
  }

  /// Keeps other restores away as long as it is open, and ends with its process.
  ///
  /// @return empty if one is under way
  Optional<FileChannel> hold() throws IOException {
    var channel =
        FileChannel.open(
            root.resolve(".restore.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return Optional.of(channel);
      }
    } catch (OverlappingFileLockException inThisProcess) {
      channel.close();
      return Optional.empty();
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return Optional.empty();
  }
}
