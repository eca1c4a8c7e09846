package lab.harmony.reports.exports;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.apache.commons.io.FileUtils;

/// Folders for a moment that a lab left behind because it was ended: they hold pages of reports.
final class PrintFolders {

  /// Longer than anything is printed, so that another lab's work is left alone.
  private static final Duration OLD = Duration.ofDays(1);

  private PrintFolders() {}

  /// Removes the old ones among the folders whose names begin so.
  static void sweep(Path where, String prefix, Instant now) {
    try (var folders = Files.newDirectoryStream(where, prefix + "*")) {
      for (var folder : folders) {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
            && Files.getLastModifiedTime(folder).toInstant().isBefore(now.minus(OLD))) {
          FileUtils.deleteQuietly(folder.toFile());
        }
      }
    } catch (IOException | DirectoryIteratorException cannotBeListed) {
      // another's, or gone: the next start tries again
    }
  }
}
