package lab.harmony.backup.copies;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import lab.harmony.backup.copies.BackupManifest.Area;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.FileProblem;
import lab.harmony.workspace.LabDatabase;
import lab.harmony.workspace.LabVersion;

/// Makes backups of a lab while it runs: the database as it is at one moment, and the files that
/// the lab cannot make again.
///
/// What the database names is there: pictures, trainings and reports are copied after the database,
/// since they are written before it and stay. What names runs of the database, which is notebooks,
/// is copied before.
public final class Backups {

  /// What can be made again, belongs to this machine alone, or is in the backup in another way.
  private static final Set<String> NOT_COPIED =
      Set.of(
          "database",
          "backups",
          "thumbnails",
          "latents",
          "logs",
          "locks",
          "accounts",
          "tls",
          "settings.yaml",
          "audit",
          "set-aside");

  private static final List<String> BEFORE_THE_DATABASE =
      List.of("experiments", "prompts", "recipes");
  private static final String AFTER_IT = "reports";

  private static final String TRASH = "trash";
  private static final String MODELS = "models";
  private static final String BUNDLED = "bundled";

  private final DataFolder data;
  private final Optional<Path> workspace;
  private final Clock clock;

  /// @param workspace its folder; nothing of it is copied if it is not there
  public Backups(DataFolder data, Path workspace, Clock clock) {
    this(data, Optional.of(workspace.toAbsolutePath().normalize()), clock);
  }

  private Backups(DataFolder data, Optional<Path> workspace, Clock clock) {
    this.data = data;
    this.workspace = workspace;
    this.clock = clock;
  }

  /// Those of a data folder alone.
  public static Backups ofData(DataFolder data, Clock clock) {
    return new Backups(data, Optional.empty(), clock);
  }

  /// A backup that was made.
  ///
  /// @param leftOut models that are not in it
  /// @param gone files that somebody moved or removed while it was made
  /// @param unreadable what should be in it and is not: it could not be read, or lies behind a link
  public record Made(
      Path file,
      int files,
      long bytes,
      List<String> leftOut,
      List<String> gone,
      List<FileProblem> unreadable) {}

  /// Where a backup goes that nobody gave a place.
  public Path place() {
    return folder(data).resolve("harmony-lab-%s.zip".formatted(FileStamp.here(clock.instant())));
  }

  public static Path folder(DataFolder data) {
    return data.root().resolve("backups");
  }

  /// Makes a backup.
  ///
  /// @param models whether model files go into it, which may be large
  /// @throws SQLException if the database cannot be read; there is no backup then
  /// @throws NoDatabase if there is none
  public Made make(Path target, boolean models) throws SQLException {
    return write(target, new Content(target, models, true));
  }

  /// Makes a backup of the database alone.
  public Made makeOfDatabase(Path target) throws SQLException {
    return write(target, new Content(target, false, false));
  }

  private Made write(Path target, Content content) throws SQLException {
    var manifests = new ArrayList<BackupManifest>();
    if (!Files.exists(LabDatabase.of(data).file())) {
      throw new NoDatabase(data);
    }
    try {
      AtomicFiles.writeOwnersOnly(
          target, out -> manifests.add(content.write(new Archive.Writer(out))));
      return new Made(
          target,
          manifests.getFirst().files().size(),
          Files.size(target),
          List.copyOf(content.leftOut),
          List.copyOf(content.gone),
          List.copyOf(content.unreadable));
    } catch (NotCopied e) {
      throw e.problem;
    } catch (IOException e) {
      throw new AtomicFiles.NotWritten(target, e);
    }
  }

  /// There is nothing to make a backup of.
  public static final class NoDatabase extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoDatabase(DataFolder data) {
      super(
          "there is no lab in %s: it has no database. Name the data folder with HARMONY_DATA."
              .formatted(data.root()));
    }
  }

  /// The database could not be copied.
  private static final class NotCopied extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final SQLException problem;

    NotCopied(SQLException problem) {
      super(problem);
      this.problem = problem;
    }
  }

  /// What goes into one backup.
  private final class Content {

    private final Path target;
    private final boolean models;
    private final boolean files;
    private final List<String> leftOut = new ArrayList<>();
    private final List<FileProblem> unreadable = new ArrayList<>();
    private final List<String> gone = new ArrayList<>();
    private final Set<String> added = new HashSet<>();

    Content(Path target, boolean models, boolean files) {
      this.target = target.toAbsolutePath().normalize();
      this.models = models;
      this.files = files;
    }

    BackupManifest write(Archive.Writer archive) throws IOException {
      addTrash(archive);
      for (var part : BEFORE_THE_DATABASE) {
        addWorkspace(archive, part);
      }
      addDatabase(archive);
      if (files) {
        add(archive, Area.DATA, data.root(), data.root(), this::counts);
      }
      addWorkspace(archive, AFTER_IT);
      addTrash(archive);
      var without = new ArrayList<>(leftOut);
      gone.forEach(file -> without.add(file + BackupManifest.WENT));
      unreadable.forEach(one -> without.add("%s: %s".formatted(one.file(), one.reason())));
      return archive.finish(clock.instant(), LabVersion.current(), without);
    }

    /// First and last: what is brought back out of it meanwhile, or put into it, is in the backup
    /// in the one place or the other.
    private void addTrash(Archive.Writer archive) throws IOException {
      if (files) {
        add(archive, Area.DATA, data.root(), data.root().resolve(TRASH), this::counts);
      }
    }

    private void addDatabase(Archive.Writer archive) throws IOException {
      var copy = folder(data).resolve(".%s.mv.db".formatted(UUID.randomUUID()));
      try {
        Files.createDirectories(folder(data));
        var database = LabDatabase.of(data);
        DatabaseCopy.write(database, copy);
        var name = Area.DATA.name(name(data.root(), database.file()));
        if (!(archive.add(name, copy) instanceof Archive.Added.There)) {
          throw new IOException("the copy of the database cannot be read");
        }
      } catch (SQLException e) {
        throw new NotCopied(e);
      } finally {
        Files.deleteIfExists(copy);
      }
    }

    private void addWorkspace(Archive.Writer archive, String part) throws IOException {
      if (files && workspace.isPresent()) {
        var root = workspace.get();
        add(
            archive,
            Area.WORKSPACE,
            root,
            root.resolve(part),
            path -> !path.startsWith(data.root()) && !isOldBackup(path));
      }
    }

    private void add(
        Archive.Writer archive, Area area, Path root, Path folder, Predicate<Path> counts)
        throws IOException {
      var found = BackupFiles.below(folder, counts);
      unreadable.addAll(found.unreadable());
      Predicate<Path> isModel =
          file -> area == Area.DATA && !models && file.startsWith(root.resolve(MODELS));
      for (var link : found.links()) {
        if (isModel.test(link)) {
          leftOut.add(name(root, link));
        } else {
          unreadable.add(
              new FileProblem(link, "it is a link, and what it leads to is not in the backup"));
        }
      }
      for (var file : found.files()) {
        var name = area.name(name(root, file));
        if (isModel.test(file)) {
          leftOut.add(name(root, file));
        } else if (added.add(name)) {
          add(archive, name, file);
        }
      }
    }

    /// What is gone since it was listed may have gone to the trash, which is listed again at the
    /// end; it is named all the same.
    private void add(Archive.Writer archive, String name, Path file) throws IOException {
      switch (archive.add(name, file)) {
        case Archive.Added.There _ -> {}
        case Archive.Added.Gone _ -> gone.add(file.toString());
        case Archive.Added.Unreadable(var reason) -> unreadable.add(new FileProblem(file, reason));
      }
    }

    /// Whether something in the data folder cannot be made again.
    private boolean counts(Path path) {
      var below = data.root().relativize(path);
      var top = below.getName(0).toString();
      boolean ofTheWorkspace =
          workspace.filter(it -> it.startsWith(data.root()) && path.startsWith(it)).isPresent();
      return !NOT_COPIED.contains(top)
          && !top.startsWith(".")
          && !ofTheWorkspace
          && !isOldBackup(path)
          && (below.getNameCount() > 1 || Files.isDirectory(path))
          && !(below.getNameCount() > 1
              && top.equals(MODELS)
              && below.getName(1).toString().equals(BUNDLED));
    }

    /// Backups beside the one that is written would make each larger than all before.
    private boolean isOldBackup(Path path) {
      return path.toString().endsWith(".zip")
          && target.getParent() != null
          && target.getParent().equals(path.getParent());
    }
  }

  private static String name(Path root, Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }
}
