package lab.harmony.workspace;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Why a disk does not take what the lab writes, in words that say what to do.
public final class StorageProblem {

  private StorageProblem() {}

  /// How the systems say it, and what that means for people.
  private enum Kind {
    FULL(
        "the disk is full. Free some space there, then try again.",
        "No space left on device",
        "There is not enough space on the disk"),
    QUOTA(
        "the space that this user may take on the disk is used up. Free some, then try again.",
        "Disk quota exceeded"),
    TOO_LARGE(
        "the system allows no files of that size (see ulimit -f). Raise the limit, then try again.",
        "File too large"),
    READ_ONLY(
        "the disk can only be read. Make it writable, or name another folder.",
        "Read-only file system",
        "The media is write protected"),
    FORBIDDEN(
        "this user may not write there. Change the rights, or name another folder.",
        "Permission denied",
        "Operation not permitted",
        "Access is denied"),
    IN_THE_WAY(
        "a file stands where a folder is needed. Move it away, then try again.", "Not a directory"),
    A_FOLDER(
        "a folder stands where the file belongs. Move it away, then try again.", "Is a directory"),
    NAME_TOO_LONG(
        "the name is longer than the disk allows. Choose a shorter one.", "File name too long"),
    BROKEN(
        "the disk answers with an error. Copy what is on it elsewhere before anything else.",
        "Input/output error");

    private final String words;
    private final List<String> signs;

    Kind(String words, String... signs) {
      this.words = words;
      this.signs = List.of(signs);
    }
  }

  /// What stands behind a failure, if it is the disk: `the disk is full. Free some space …`.
  public static Optional<String> reason(Throwable problem) {
    return Stream.iterate(problem, cause -> cause != null, Throwable::getCause)
        .limit(50) // causes may go in a circle
        .flatMap(cause -> kind(cause).stream())
        .findFirst()
        .map(kind -> kind.words);
  }

  /// One sentence about a file that could not be written.
  static String notWritten(Path file, IOException cause) {
    return "%s could not be written: %s"
        .formatted(file, reason(cause).orElseGet(() -> cause.getMessage() + "."));
  }

  private static Optional<Kind> kind(Throwable cause) {
    if (cause instanceof AccessDeniedException) {
      return Optional.of(Kind.FORBIDDEN);
    }
    if (cause instanceof NotDirectoryException || cause instanceof FileAlreadyExistsException) {
      return Optional.of(Kind.IN_THE_WAY);
    }
    if (!(cause instanceof IOException)) {
      return Optional.empty();
    }
    var words =
        cause instanceof FileSystemException system ? system.getReason() : cause.getMessage();
    return words == null
        ? Optional.empty()
        : Stream.of(Kind.values())
            .filter(kind -> kind.signs.stream().anyMatch(words::contains))
            .findFirst();
  }
}
