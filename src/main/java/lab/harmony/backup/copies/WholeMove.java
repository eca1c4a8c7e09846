package lab.harmony.backup.copies;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/// Moves a file so that it is at its new place whole or not at all, on whichever disk that is.
public final class WholeMove {

  private WholeMove() {}

  /// What stands at the new place is replaced.
  ///
  /// @param step is called before each change
  public static void of(Path file, Path target, Runnable step) throws IOException {
    step.run();
    try {
      Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException otherDisk) {
      copy(file, target);
      step.run();
      Files.delete(file);
    }
  }

  /// Copies it, whole or not at all too.
  public static void copy(Path file, Path target) throws IOException {
    var part = target.resolveSibling(".%s.part".formatted(UUID.randomUUID()));
    try {
      Files.copy(file, part, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
