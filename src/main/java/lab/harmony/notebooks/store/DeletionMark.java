package lab.harmony.notebooks.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.Found;
import org.slf4j.LoggerFactory;

/// Which deletion a folder in the trash is of. It lies in the folder itself, so whoever moves that
/// back by hand brings it along, and what is made anew under the name has none.
final class DeletionMark {
  private static final String FILE_NAME = ".deleted";

  /// Longer than the name of any folder.
  private static final long LONGEST = 1_000;

  private DeletionMark() {}

  static void write(Path folder, String deletion) {
    AtomicFiles.write(folder.resolve(FILE_NAME), deletion.getBytes(StandardCharsets.UTF_8));
  }

  /// The deletion of a folder, if it has a mark that can be read.
  static Optional<String> read(Path folder) {
    var file = folder.resolve(FILE_NAME);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      return Files.size(file) > LONGEST
          ? Optional.empty()
          : Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty());
    } catch (IOException | RuntimeException e) {
      LoggerFactory.getLogger(DeletionMark.class)
          .debug("{} cannot be read: {}", file, Found.reason(e));
      return Optional.empty();
    }
  }

  /// @return whether it was there
  static boolean remove(Path folder) {
    try {
      return Files.deleteIfExists(folder.resolve(FILE_NAME));
    } catch (IOException e) {
      LoggerFactory.getLogger(DeletionMark.class)
          .debug("The mark of {} stays: {}", folder, Found.reason(e));
      return false;
    }
  }
}
