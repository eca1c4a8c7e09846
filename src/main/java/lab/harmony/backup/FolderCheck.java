package lab.harmony.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import lab.harmony.audit.AuditProblem;
import lab.harmony.audit.AuditTrail;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.LabDatabase;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.slf4j.LoggerFactory;

/// What is wrong with a data folder, and how to mend it: who may enter it, what cannot be read or
/// written, how full the disk is, the database and the audit trail. Nothing is changed.
public final class FolderCheck {

  /// Less than this, and the next runs fill it.
  static final long LITTLE = 1_000_000_000L;

  private static final int MOST_NAMED = 5;

  private final DataFolder data;
  private final ToLongFunction<Path> free;
  private final Predicate<Path> readable;

  public FolderCheck(DataFolder data) {
    this(data, FolderCheck::free, Files::isReadable);
  }

  /// @param free how many bytes the disk of a folder has left
  /// @param readable whether a file or folder can be read
  FolderCheck(DataFolder data, ToLongFunction<Path> free, Predicate<Path> readable) {
    this.data = data;
    this.free = free;
    this.readable = readable;
  }

  /// Something that is wrong.
  ///
  /// @param what a sentence
  /// @param mend what to do about it, a sentence
  public record Finding(String what, String mend) {}

  public List<Finding> findings() {
    var findings = new ArrayList<Finding>();
    rights(findings);
    files(findings);
    disk(findings);
    database(findings);
    return findings;
  }

  private void rights(List<Finding> findings) {
    try {
      var view = Files.getFileAttributeView(data.root(), PosixFileAttributeView.class);
      if (view == null) {
        return;
      }
      var rights = view.readAttributes().permissions();
      if (!Set.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE)
          .containsAll(rights)) {
        findings.add(
            new Finding(
                "Others on this machine may enter %s (%s), where sign-in secrets and everybody's scores lie."
                    .formatted(data.root(), PosixFilePermissions.toString(rights)),
                "chmod 700 %s".formatted(data.root())));
      }
    } catch (IOException e) {
      findings.add(
          new Finding(
              "It cannot be found out who may enter %s: %s.".formatted(data.root(), e.getMessage()),
              "Look at the folder with ls -ld."));
    }
  }

  private void files(List<Finding> findings) {
    var all = BackupFiles.below(data.root(), _ -> true);
    var unreadable =
        Stream.concat(
                all.unreadable().stream().map(problem -> problem.file()),
                all.files().stream().filter(readable.negate()))
            .toList();
    if (!unreadable.isEmpty()) {
      findings.add(
          new Finding(
              "%s cannot be read: %s.".formatted(many(unreadable.size()), named(unreadable)),
              "Give them to the user that runs the lab: chown -R %s %s; if that does not help, the disk is damaged: put them back from a backup with ./lab restore."
                  .formatted(System.getProperty("user.name"), data.root())));
    }
    var unwritable =
        Stream.of(data.root(), data.runs(), data.trainings(), LabDatabase.of(data).file())
            .filter(Files::exists)
            .filter(path -> !Files.isWritable(path))
            .toList();
    if (!unwritable.isEmpty()) {
      findings.add(
          new Finding(
              "%s cannot be written: %s.".formatted(many(unwritable.size()), named(unwritable)),
              "Give them to the user that runs the lab: chown -R %s %s"
                  .formatted(System.getProperty("user.name"), data.root())));
    }
  }

  private static String many(int files) {
    return files == 1 ? "One file or folder" : "%d files and folders".formatted(files);
  }

  private static String named(List<Path> paths) {
    var named = paths.stream().limit(MOST_NAMED).map(Path::toString).toList();
    int more = paths.size() - named.size();
    return String.join(", ", named) + (more == 0 ? "" : " and %d more".formatted(more));
  }

  private void disk(List<Finding> findings) {
    long left = free.applyAsLong(data.root());
    if (left < LITTLE) {
      findings.add(
          new Finding(
              "The disk of %s is nearly full: %.1f GB are free.".formatted(data.root(), left / 1e9),
              "Free some space. thumbnails/, latents/ and estimates/ are made again; trash/ and"
                  + " set-aside/ hold what was deleted and what a restore put aside."));
    }
  }

  static long free(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      LoggerFactory.getLogger(FolderCheck.class).debug("{} has no known space", folder, e);
      return Long.MAX_VALUE;
    }
  }

  private void database(List<Finding> findings) {
    var database = LabDatabase.of(data);
    if (!Files.exists(database.file())) {
      return;
    }
    try (var _ = database.connect()) {
      version(database, findings);
      trail(findings);
    } catch (SQLException | RuntimeException e) {
      findings.add(
          new Finding(
              StorageSentence.of(e, data.root())
                  .orElseGet(() ->
                      "The database %s does not open: %s."
                          .formatted(database.file(), e.getMessage())),
              "./lab restore latest goes back to the newest good copy; what stands there is kept"
                  + " aside."));
    }
  }

  private static void version(LabDatabase database, List<Finding> findings) {
    var migrations =
        Flyway.configure()
            .dataSource(database.url(), LabDatabase.USER, LabDatabase.PASSWORD)
            .load()
            .info()
            .all();
    var later =
        Arrays.stream(migrations)
            .filter(one ->
                one.getState() == MigrationState.FUTURE_SUCCESS
                    || one.getState() == MigrationState.FUTURE_FAILED)
            .map(MigrationInfo::getDescription)
            .toList();
    if (!later.isEmpty()) {
      findings.add(
          new Finding(
              "The database is of a later version of the lab, which changed it by: %s."
                  .formatted(String.join(", ", later)),
              "Use that version, or go back with ./lab restore to a backup that this one made."));
    }
    Arrays.stream(migrations)
        .filter(one -> one.getState() == MigrationState.FAILED)
        .forEach(one ->
            findings.add(
                new Finding(
                    "A change of the database failed half way: %s.".formatted(one.getDescription()),
                    "./lab restore latest goes back to the newest good copy.")));
  }

  private void trail(List<Finding> findings) {
    var trail = AuditTrail.of(data, Clock.systemUTC());
    if (!trail.exists()) {
      return;
    }
    var verdict = trail.verify();
    if (!verdict.isWhole()) {
      findings.add(
          new Finding(
              "The audit trail is not whole. "
                  + String.join(
                      " ",
                      verdict.problems().stream()
                          .limit(MOST_NAMED)
                          .map(AuditProblem::sentence)
                          .toList()),
              "./lab audit verify says all of it. Compare with a backup; where the change is known"
                  + " and meant, ./lab audit accept."));
    }
  }
}
