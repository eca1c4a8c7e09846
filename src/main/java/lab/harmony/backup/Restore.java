package lab.harmony.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import lab.harmony.backup.UnfinishedRestore.Settled;
import lab.harmony.backup.access.AccessTables;
import lab.harmony.backup.access.CarriedOver;
import lab.harmony.backup.access.ReportsBeside;
import lab.harmony.backup.copies.Archive;
import lab.harmony.backup.copies.BackupManifest;
import lab.harmony.backup.copies.DatabaseCopy;
import lab.harmony.backup.copies.FileStamp;
import lab.harmony.backup.copies.LabParts;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.Found;
import lab.harmony.workspace.LabDatabase;
import lab.harmony.workspace.Sha256;
import lab.harmony.workspace.StorageProblem;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/// Goes back to a backup, wholly or not at all. What stands in its place is kept aside, never
/// removed.
///
/// Everything is unpacked, checked and given room first; then files are moved, the database last,
/// while no other process can open it. What fails on the way is taken back.
public final class Restore {

  private static final int MOST_NAMED = 5;
  private static final String REPORTS = "reports";

  private final DataFolder data;
  private final Path workspace;
  private final boolean dataOnly;
  private final LabParts parts;
  private final Clock clock;
  private final ToLongFunction<Path> free;
  private final Runnable step;
  private final RestoreJournal journal;

  /// @param workspace the folder into which files of the workspace go
  /// @param dataOnly whether that is left alone
  public Restore(DataFolder data, Path workspace, boolean dataOnly, LabParts parts, Clock clock) {
    this(data, workspace, dataOnly, parts, clock, FolderCheck::free, () -> {});
  }

  /// @param free how many bytes the disk of a folder has left
  /// @param step is called before each file that is moved
  Restore(
      DataFolder data,
      Path workspace,
      boolean dataOnly,
      LabParts parts,
      Clock clock,
      ToLongFunction<Path> free,
      Runnable step) {
    this.data = data;
    this.workspace = workspace.toAbsolutePath().normalize();
    this.dataOnly = dataOnly;
    this.parts = parts;
    this.clock = clock;
    this.free = free;
    this.step = step;
    this.journal = new RestoreJournal(data.root());
  }

  /// What became of the wish to go back.
  public sealed interface Outcome {

    /// @param files that were put back
    /// @param aside where what stood in their place lies; a folder that is not there if nothing did
    /// @param carried what was taken away since the backup, and stays so
    record Restored(int files, Path aside, CarriedOver carried) implements Outcome {}

    /// All is as it was before; the reason says what to do.
    record Refused(String reason) implements Outcome {}

    /// It failed on the way, and not all could be taken back; the reason says what is where.
    record Stuck(String reason) implements Outcome {}
  }

  /// Goes back, or leaves everything as it is. When it is ended on the way, whoever opens the data
  /// folder next takes it back ([UnfinishedRestore]); so it is once it is through, until
  /// [#recorded].
  public Outcome from(Path archive) {
    try {
      var hold = journal.hold();
      if (hold.isEmpty()) {
        return new Outcome.Refused(
            "Another backup is being restored into %s just now. Wait until that is done."
                .formatted(data.root()));
      }
      try (FileChannel _ = hold.get()) {
        if (LabDatabase.of(data).inUse()) {
          return inUse();
        }
        return switch (new UnfinishedRestore(data.root()).held()) {
          case Settled.Refused(var reason) -> new Outcome.Refused(reason);
          case Settled.Nothing _, Settled.TakenBack _, Settled.Through _ -> held(archive);
        };
      }
    } catch (IOException | RuntimeException e) {
      return refused(archive, words(e));
    }
  }

  /// Once it stands in the audit trail.
  public void recorded() {
    new UnfinishedRestore(data.root()).forget();
  }

  private Outcome held(Path archive) {
    var unpacked = data.root().resolve(".%s.restore".formatted(UUID.randomUUID()));
    try {
      var found =
          switch (Archive.manifest(archive)) {
            case Found.Good<BackupManifest>(var manifest) -> manifest;
            case Found.Bad<BackupManifest>(var problem) ->
                throw new IllegalArgumentException(problem.reason());
          };
      var aside = aside();
      var targets = targets(found, aside);
      var obstacle = obstacle(targets);
      if (obstacle.isPresent()) {
        return refused(archive, obstacle.get());
      }
      Archive.unpack(archive, found, unpacked);
      var damage = damage(unpacked.resolve(found.database().name()));
      return damage.isPresent()
          ? new Outcome.Refused(
              "The database in %s is damaged too (%s). Take another backup."
                  .formatted(archive, damage.get()))
          : exchange(archive, found, targets, unpacked, aside);
    } catch (SQLException | IOException | RuntimeException e) {
      return refused(archive, words(e));
    } finally {
      if (!journal.isOpen()) { // otherwise it is part of a restore that is not through
        remove(unpacked);
      }
    }
  }

  /// What keeps a database from being read.
  private static Optional<String> damage(Path database) {
    try {
      DatabaseCopy.read(database);
      return Optional.empty();
    } catch (SQLException e) {
      return Optional.of(words(e));
    }
  }

  private static Outcome refused(Path archive, String reason) {
    return new Outcome.Refused(
        "%s cannot be restored: %s%s Everything is as it was before."
            .formatted(archive, reason, reason.endsWith(".") ? "" : "."));
  }

  private Outcome inUse() {
    return new Outcome.Refused(
        "A lab or another verb has the database %s open. End it, then try again."
            .formatted(LabDatabase.of(data).file()));
  }

  private static String words(Exception problem) {
    return StorageProblem.reason(problem).orElseGet(() -> Found.reason(problem));
  }

  private static void remove(Path unpacked) {
    try {
      FileSystemUtils.deleteRecursively(unpacked);
    } catch (IOException e) {
      LoggerFactory.getLogger(Restore.class).warn("{} could not be removed", unpacked, e);
    }
  }

  /// Where everything goes; nothing of the workspace where that is to be left alone.
  private List<RestoreTarget> targets(BackupManifest manifest, Path aside) {
    var targets = new ArrayList<RestoreTarget>();
    for (var placed : manifest.placed()) {
      switch (placed.area()) {
        case DATA -> targets.add(RestoreTarget.of(placed, data.root(), aside));
        case WORKSPACE -> {
          if (!dataOnly) {
            targets.add(RestoreTarget.of(placed, workspace, aside.resolve("workspace")));
          }
        }
      }
    }
    return List.copyOf(targets);
  }

  /// A new folder in `set-aside`, not made yet.
  private Path aside() {
    var stamp = FileStamp.here(clock.instant());
    var folder = data.root().resolve("set-aside");
    return Stream.iterate(1, number -> number + 1)
        .map(number -> folder.resolve(number == 1 ? stamp : "%s-%d".formatted(stamp, number)))
        .filter(aside -> !Files.exists(aside, LinkOption.NOFOLLOW_LINKS))
        .findFirst()
        .orElseThrow();
  }

  /// What is seen beforehand that keeps files from their places.
  private Optional<String> obstacle(List<RestoreTarget> targets) throws IOException {
    var obstacles =
        targets.stream().flatMap(target -> target.obstacle().stream()).distinct().toList();
    if (!obstacles.isEmpty()) {
      int more = obstacles.size() - MOST_NAMED;
      return Optional.of(
          String.join("; ", obstacles.stream().limit(MOST_NAMED).toList())
              + (more > 0 ? "; and %d more".formatted(more) : ""));
    }
    return new RestoreSpace(data.root(), free).lacking(targets);
  }

  private Outcome exchange(
      Path archive, BackupManifest manifest, List<RestoreTarget> targets, Path unpacked, Path aside)
      throws IOException, SQLException {
    var database = LabDatabase.of(data);
    var ofDatabase = manifest.database();
    // Before the files are held: whoever opens and closes a held file lets go of it.
    var changed = targets.stream().filter(target -> !target.isThere()).toList();
    var carried =
        changed.stream().anyMatch(target -> target.entry().equals(ofDatabase))
            ? carry(unpacked, unpacked.resolve(ofDatabase.name()))
            : CarriedOver.NOTHING;
    var plan = plan(archive, ofDatabase, changed, carried, unpacked, aside);
    boolean wasThere = Files.exists(database.file());
    var hold = wasThere ? database.hold() : Optional.<LabDatabase.Hold>empty();
    if (wasThere && hold.isEmpty()) {
      return inUse();
    }
    var exchange = new Exchange(step);
    try {
      journal.write(plan);
      for (var move : plan.moves()) {
        if (move.from().isEmpty()) {
          exchange.setAside(Path.of(move.target()), Path.of(move.kept()));
        } else {
          exchange.put(Path.of(move.from()), Path.of(move.target()), Path.of(move.kept()));
        }
      }
      if (plan.database().isPresent()) {
        exchange.force(); // where it stands, everything else does
        var it = plan.database().get();
        exchange.putDatabase(
            Path.of(it.from()),
            Path.of(it.beside()),
            Path.of(it.target()),
            Path.of(it.kept()),
            wasThere);
      }
      exchange.force();
      step.run();
      journal.write(plan.asDone());
      return new Outcome.Restored(changed.size(), aside, carried);
    } catch (IOException | RuntimeException e) {
      var reason =
          "%s (%s)".formatted(words(e), e instanceof FileSystemException at ? at.getFile() : "");
      try {
        step.run();
        journal.write(plan); // it may say that all is done, and does not hold from here on
      } catch (RuntimeException unwritten) {
        return new Outcome.Stuck(
            "%s could not be restored: %s, and that it is taken back could not be written down: %s. %s"
                .formatted(archive, reason, words(unwritten), journal.mend()));
      }
      var left = exchange.takeBack();
      if (left.isEmpty()) {
        step.run();
        journal.remove();
        return refused(archive, reason);
      }
      return new Outcome.Stuck(
          "%s could only be restored in part: %s. These are not as they were: %s. What stood in their place lies in %s. %s"
              .formatted(archive, reason, left, aside, journal.mend()));
    } finally {
      if (hold.isPresent()) {
        hold.get().close();
      }
    }
  }

  /// Brings what was taken away since the backup into its database.
  private CarriedOver carry(Path unpacked, Path database) throws IOException, SQLException {
    var reports =
        new ReportsBeside(
            parts.reportLines().apply(workspace.resolve(REPORTS)),
            parts.reportLines().apply(unpacked.resolve("workspace").resolve(REPORTS)),
            !dataOnly);
    Optional<String> owner;
    var told = new HashSet<String>();
    try (var coming = DatabaseCopy.connect(database, DatabaseCopy.TO_READ)) {
      owner = AccessTables.of(coming).owner();
      var open = BlindCloses.open(coming);
      for (var folder : List.of(workspace, unpacked.resolve("workspace"))) {
        told.addAll(parts.toldSessions().apply(folder, open));
      }
    }
    return new CarryOver(
            PresentAccess.of(data, owner), reports, told, parts.migrations(), clock.instant())
        .into(database);
  }

  private RestorePlan plan(
      Path archive,
      BackupManifest.Entry ofDatabase,
      List<RestoreTarget> changed,
      CarriedOver carried,
      Path unpacked,
      Path aside) {
    var database = LabDatabase.of(data);
    var moves = new ArrayList<RestorePlan.Move>();
    // What H2 keeps beside the file belongs to the one that goes.
    for (var ending : List.of(".lock.db", ".trace.db")) {
      var file = database.path().resolveSibling(database.path().getFileName() + ending);
      var kept = aside.resolve("database").resolve(file.getFileName());
      moves.add(new RestorePlan.Move("", file.toString(), kept.toString(), ""));
    }
    var exchanged = Optional.<RestorePlan.Exchanged>empty();
    for (var target : changed) {
      var from = unpacked.resolve(target.entry().name()).toString();
      var to = target.target().toString();
      if (target.entry().equals(ofDatabase)) {
        var beside = target.target().resolveSibling(".%s.part".formatted(UUID.randomUUID()));
        exchanged =
            Optional.of(
                new RestorePlan.Exchanged(
                    from,
                    beside.toString(),
                    to,
                    target.kept().toString(),
                    Sha256.of(Path.of(from)).hex())); // what was taken away since is in it
      } else {
        moves.add(
            new RestorePlan.Move(from, to, target.kept().toString(), target.entry().sha256()));
      }
    }
    return new RestorePlan(
        RestorePlan.FORMAT,
        archive.toAbsolutePath().normalize().toString(),
        false,
        unpacked.toString(),
        aside.toString(),
        carried,
        moves,
        missingFolders(moves, exchanged),
        exchanged);
  }

  private static List<String> missingFolders(
      List<RestorePlan.Move> moves, Optional<RestorePlan.Exchanged> database) {
    var missing = new TreeSet<Path>();
    Stream.concat(
            moves.stream().flatMap(move -> Stream.of(move.target(), move.kept())),
            database.stream().flatMap(it -> Stream.of(it.target(), it.kept())))
        .map(Path::of)
        .forEach(file -> {
          for (var one = file.getParent();
              one != null && !Files.exists(one, LinkOption.NOFOLLOW_LINKS);
              one = one.getParent()) {
            missing.add(one);
          }
        });
    return missing.stream().map(Path::toString).toList();
  }
}
