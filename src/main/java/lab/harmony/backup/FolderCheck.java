package lab.harmony.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import lab.harmony.audit.AuditProblem;
import lab.harmony.audit.AuditTrail;
import lab.harmony.backup.copies.BackupFiles;
import lab.harmony.backup.copies.DatabaseCopy;
import lab.harmony.design.Sizes;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.Found;
import lab.harmony.workspace.LabDatabase;
import lab.harmony.workspace.StorageProblem;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.migration.JavaMigration;
import org.slf4j.LoggerFactory;

/// What is wrong with a data folder, and how to mend it: who may enter it, what cannot be read or
/// written, how full the disk is, the database and the audit trail. Nothing is changed.
public final class FolderCheck {

  /// Less than this, and the next runs fill it.
  static final long LITTLE = 1_000_000_000L;

  private static final int MOST_NAMED = 5;

  /// What the lab makes in its data folder and writes to.
  private static final List<String> FOLDERS =
      List.of(
          "database",
          "runs",
          "trainings",
          "models",
          "audit",
          "backups",
          "logs",
          "thumbnails",
          "latents",
          "estimates",
          "trash",
          "accounts");

  private final DataFolder data;
  private final List<JavaMigration> migrations;
  private final ToLongFunction<Path> free;
  private final Predicate<Path> readable;

  /// @param migrations of the database that are no SQL
  public FolderCheck(DataFolder data, List<JavaMigration> migrations) {
    this(data, migrations, FolderCheck::free, Files::isReadable);
  }

  /// @param free how many bytes the disk of a folder has left
  /// @param readable whether a file or folder can be read
  FolderCheck(
      DataFolder data,
      List<JavaMigration> migrations,
      ToLongFunction<Path> free,
      Predicate<Path> readable) {
    this.data = data;
    this.migrations = List.copyOf(migrations);
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
    attempt(findings, "who may enter it", this::rights);
    attempt(findings, "what lies in it", this::files);
    attempt(findings, "how full its disk is", this::disk);
    attempt(findings, "how its database is", this::database);
    return findings;
  }

  /// One look that fails keeps no other from being taken.
  private void attempt(List<Finding> findings, String about, Consumer<List<Finding>> look) {
    try {
      look.accept(findings);
    } catch (RuntimeException e) {
      findings.add(
          new Finding(
              "It cannot be found out of %s %s: %s.".formatted(data.root(), about, Found.reason(e)),
              StorageProblem.reason(e)
                  .map("Mend that first: %s"::formatted)
                  .orElse("Look at the folder with ls -l.")));
    }
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
    inTheWay(findings);
    var unwritable =
        Stream.concat(
                Stream.of(data.root()), FOLDERS.stream().map(name -> data.root().resolve(name)))
            .filter(Files::isDirectory)
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

  /// Files and links that lead nowhere, where folders belong.
  private void inTheWay(List<Finding> findings) {
    for (var name : FOLDERS) {
      var folder = data.root().resolve(name);
      if (!Files.isDirectory(folder) && Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
        var link = Files.isSymbolicLink(folder);
        findings.add(
            new Finding(
                link
                    ? "%s is a link that leads to no folder.".formatted(folder)
                    : "%s is a file, and a folder belongs there.".formatted(folder),
                link
                    ? "Is the disk it leads to there? Otherwise: rm %s".formatted(folder)
                    : "Move it away: mv %1$s %1$s.aside".formatted(folder)));
      }
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
              "The disk of %s is nearly full: %s are free.".formatted(data.root(), Sizes.of(left)),
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
    var journal = new RestoreJournal(data.root());
    if (journal.isOpen()) { // the database is known by its bytes, which a look at it may change
      findings.add(
          new Finding(
              "A restore into %s is under way or was ended half way; its database is not looked at."
                  .formatted(data.root()),
              journal.mend()));
      return;
    }
    // Not by LabDatabase.of, which makes the folder.
    var database = new LabDatabase(data.root().resolve("database").resolve("harmony-lab"));
    if (!Files.exists(database.file())) {
      missing(database, findings);
      return;
    }
    if (!readable.test(database.file())) {
      return; // among the files that cannot be read
    }
    try (var connection = database.connect()) {
      version(database, findings);
      trail(findings);
      DatabaseCopy.read(connection);
    } catch (SQLException | RuntimeException e) {
      findings.add(
          new Finding(
              DatabaseMend.words(e, data.root(), database.file()),
              DatabaseMend.of(e, database.file())));
    }
  }

  /// A new folder has none; one in which there is what a database names has lost it.
  private void missing(LabDatabase database, List<Finding> findings) {
    var signs = signsOfALab(data.root());
    if (!signs.isEmpty()) {
      findings.add(
          new Finding(
              "There is no database %s, and there was one: %s."
                  .formatted(database.file(), named(signs)),
              "Put the file back if you moved it, or go back to the newest good copy:"
                  + " ./lab restore latest. A start without it begins an empty lab."));
    }
  }

  /// What is in a data folder, and is not in a new one.
  static List<Path> signsOfALab(Path root) {
    return Stream.of("audit/head.json", "runs", "trainings")
        .map(root::resolve)
        .filter(FolderCheck::holds)
        .toList();
  }

  private static boolean holds(Path path) {
    if (!Files.isDirectory(path)) {
      return Files.exists(path);
    }
    try (var inside = Files.list(path)) {
      return inside.findAny().isPresent();
    } catch (IOException e) {
      return true; // what cannot be read is something
    }
  }

  private void version(LabDatabase database, List<Finding> findings) {
    var known =
        Flyway.configure()
            .dataSource(database.url(), LabDatabase.USER, LabDatabase.PASSWORD)
            .javaMigrations(migrations.toArray(JavaMigration[]::new))
            .load()
            .info()
            .all();
    var later =
        Arrays.stream(known)
            .filter(one ->
                one.getState() == MigrationState.MISSING_SUCCESS
                    || one.getState() == MigrationState.MISSING_FAILED
                    || one.getState() == MigrationState.FUTURE_SUCCESS
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
    Arrays.stream(known)
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
