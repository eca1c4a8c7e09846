package lab.harmony.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/// What tells a file from a changed one without reading it: its size, when it was written, and,
/// where the system says so, which file it is and when it or what is known of it was changed last.
/// The last two tell a file too that was replaced by one of the same size and time.
public record FileVersion(long size, Instant modified, Instant changed, String identity) {

  /// A file that was written so lately may be written again without looking another.
  private static final Duration SETTLED = Duration.ofSeconds(2);

  /// @throws IOException where the file cannot be looked at
  public static FileVersion of(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      var now = Files.readAttributes(file, BasicFileAttributes.class);
      var modified = now.lastModifiedTime().toInstant();
      return new FileVersion(now.size(), modified, modified, String.valueOf(now.fileKey()));
    }
    var now = Files.readAttributes(file, "unix:size,lastModifiedTime,ctime,ino");
    return new FileVersion(
        (Long) Objects.requireNonNull(now.get("size")),
        ((FileTime) Objects.requireNonNull(now.get("lastModifiedTime"))).toInstant(),
        ((FileTime) Objects.requireNonNull(now.get("ctime"))).toInstant(),
        String.valueOf(now.get("ino")));
  }

  /// Whether no later change can look like this one.
  public boolean settledAt(Instant now) {
    var settled = now.minus(SETTLED);
    return modified.isBefore(settled) && changed.isBefore(settled);
  }

  /// All of it in one line; equal for versions that are equal.
  public String text() {
    return "%d %s %s %s".formatted(size, modified, changed, identity);
  }
}
