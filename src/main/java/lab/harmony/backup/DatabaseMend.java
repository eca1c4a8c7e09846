package lab.harmony.backup;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.backup.scheduled.StorageSentence;
import lab.harmony.workspace.StorageProblem;
import org.h2.api.ErrorCode;

/// What to do about a database that cannot be used, by what keeps it from being used: going back to
/// a backup mends damage and nothing else.
final class DatabaseMend {

  private static final String RESTORE =
      "./lab restore latest goes back to the newest good copy; what stands there is kept aside.";

  private DatabaseMend() {}

  /// @param problem what came of opening or reading it
  static String of(Throwable problem, Path file) {
    var causes =
        Stream.iterate(problem, cause -> cause != null, Throwable::getCause).limit(50).toList();
    var disk = StorageProblem.reason(problem);
    if (disk.isPresent()) {
      return "Nothing is lost: %s Do not go back to a backup for it. %s"
          .formatted(disk.get(), owner(disk.get(), file));
    }
    if (isOne(causes, ErrorCode.DATABASE_ALREADY_OPEN_1)) {
      return "Nothing is lost: end the process that has it open (fuser %s names it), then look again."
          .formatted(file);
    }
    if (isOne(causes, ErrorCode.WRONG_USER_OR_PASSWORD)) {
      return "It is the database of another program. Move %s away, and put back the lab's own: %s"
          .formatted(file, RESTORE);
    }
    if (isOne(causes, ErrorCode.FILE_VERSION_ERROR_1)) {
      return "A later version of the lab may have written it: use that one. If none did: "
          + RESTORE;
    }
    return RESTORE;
  }

  private static String owner(String reason, Path file) {
    return reason.contains("may not write")
        ? "chown %s %s gives it to the user that runs the lab."
            .formatted(System.getProperty("user.name"), file)
        : "";
  }

  private static boolean isOne(List<? extends Throwable> causes, int code) {
    return causes.stream()
        .anyMatch(cause -> cause instanceof SQLException sql && sql.getErrorCode() == code);
  }

  /// The words about a database that cannot be used.
  static String words(Throwable problem, Path root, Path file) {
    return Optional.of(problem)
        .flatMap(it -> StorageSentence.of(it, root, Optional.empty()))
        .orElseGet(
            () -> "The database %s does not open: %s.".formatted(file, problem.getMessage()));
  }
}
