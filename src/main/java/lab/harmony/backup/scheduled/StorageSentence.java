package lab.harmony.backup.scheduled;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.HarmonySettings;
import lab.harmony.workspace.StorageProblem;
import org.h2.api.ErrorCode;
import org.h2.mvstore.MVStoreException;

/// What a person can do about a failure that comes from the disk or the database, in a sentence.
public final class StorageSentence {

  private StorageSentence() {}

  /// The sentence for a failure, if it is one of these.
  ///
  /// @param data the data folder, whether or not it can be used
  public static Optional<String> of(Throwable problem, HarmonySettings settings) {
    return of(problem, settings.dataRoot(), settings.backupFolder());
  }

  /// @param data the data folder
  /// @param backups where this lab puts those that it makes by itself, if people named a folder
  public static Optional<String> of(Throwable problem, Path data, Optional<Path> backups) {
    var chain =
        Stream.iterate(problem, cause -> cause != null, Throwable::getCause).limit(50).toList();
    for (var cause : chain) {
      if (cause instanceof AtomicFiles.NotWritten unwritten) {
        return Optional.of(unwritten.sentence());
      }
    }
    if (chain.stream().noneMatch(StorageSentence::isOfDatabase)) {
      return Optional.empty();
    }
    var database = data.resolve("database").resolve("harmony-lab.mv.db");
    var reason = StorageProblem.reason(problem);
    if (reason.isPresent()) {
      return Optional.of("The database %s could not be used: %s".formatted(database, reason.get()));
    }
    if (isOpenElsewhere(chain)) {
      return Optional.of(
          "Another process has the database %s open and does not share it. End it, then try again."
              .formatted(database));
    }
    return isDamaged(chain) ? Optional.of(damaged(database, data, backups)) : Optional.empty();
  }

  private static boolean isOfDatabase(Throwable cause) {
    return cause instanceof SQLException || cause instanceof MVStoreException;
  }

  private static boolean isOpenElsewhere(List<Throwable> chain) {
    return chain.stream()
        .anyMatch(cause ->
            cause instanceof SQLException sql
                && sql.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1);
  }

  private static boolean isDamaged(List<Throwable> chain) {
    return chain.stream()
        .anyMatch(cause ->
            cause instanceof MVStoreException
                || cause instanceof SQLException sql
                    && List.of(
                            ErrorCode.FILE_CORRUPTED_1,
                            ErrorCode.FILE_VERSION_ERROR_1,
                            ErrorCode.IO_EXCEPTION_1,
                            ErrorCode.IO_EXCEPTION_2)
                        .contains(sql.getErrorCode()));
  }

  private static String damaged(Path database, Path data, Optional<Path> backups) {
    var copy =
        Files.isDirectory(data)
            ? new BackupShelf(new DataFolder(data), backups).newestGood()
            : Optional.<Path>empty();
    return copy.map(file ->
            "The database %s is damaged. Go back to the newest good copy with: ./lab restore %s (what stands there now is kept aside)."
                .formatted(database, file))
        .orElseGet(() ->
            "The database %s is damaged, and there is no copy of it. Keep the file, move it away to begin with an empty database, and put back a copy of your own with ./lab restore FILE."
                .formatted(database));
  }
}
