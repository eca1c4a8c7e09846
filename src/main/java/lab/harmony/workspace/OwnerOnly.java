package lab.harmony.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/// Folders that nobody but their owner may enter, and files that nobody else may read, where the
/// file system knows owners.
public final class OwnerOnly {

  private OwnerOnly() {}

  public static void createDirectories(Path folder) {
    try {
      if (Files.isDirectory(folder)) {
        return;
      }
      Files.createDirectories(folder);
      if (knowsOwners(folder)) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      }
    } catch (IOException e) {
      throw new AtomicFiles.NotWritten(folder, e);
    }
  }

  /// What a new file in `folder` is created with.
  public static FileAttribute<?>[] file(Path folder) {
    return knowsOwners(folder)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean knowsOwners(Path folder) {
    return Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null;
  }
}
