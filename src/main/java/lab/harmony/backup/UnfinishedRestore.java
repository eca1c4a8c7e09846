package lab.harmony.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lab.harmony.workspace.Found;
import lab.harmony.workspace.Sha256;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/// A restore that was ended, as by a loss of power, before it was through: what it had moved goes
/// back to its place, unless the database was exchanged already, which is the last that it moves.
public final class UnfinishedRestore {

  private final Path root;
  private final RestoreJournal journal;

  /// @param root the data folder, whether or not it is there
  public UnfinishedRestore(Path root) {
    this.root = root.toAbsolutePath().normalize();
    journal = new RestoreJournal(this.root);
  }

  /// What was found, and done about it.
  public sealed interface Settled {
    /// There was none.
    record Nothing() implements Settled {}

    /// All is as it was before that restore.
    record TakenBack(Path archive) implements Settled {}

    /// All of that backup is there; it is to be written into the audit trail, then [#forget].
    ///
    /// @param files that were put back
    /// @param aside where what stood in their place lies
    record Through(Path archive, int files, Path aside) implements Settled {}

    /// Nothing can be done here; the reason says what to do.
    record Refused(String reason) implements Settled {}
  }

  /// Sees to one that was ended half way. Nobody is to have the database open.
  public Settled settle() {
    if (!journal.isThere()) {
      return new Settled.Nothing();
    }
    try {
      var hold = journal.hold();
      if (hold.isEmpty()) {
        return new Settled.Refused(
            "A backup is being restored into %s just now. Wait until that is done, then try again."
                .formatted(root));
      }
      try (FileChannel _ = hold.get()) {
        return held();
      }
    } catch (IOException | RuntimeException e) {
      return new Settled.Refused(
          "A restore into %s was ended half way, and cannot be taken back: %s. What stood in the place of its files lies in %s."
              .formatted(root, Found.reason(e), root.resolve("set-aside")));
    }
  }

  /// The same for whoever holds the journal.
  Settled held() throws IOException {
    if (!journal.isThere()) {
      return new Settled.Nothing(); // whoever had it was through
    }
    return switch (journal.read()) {
      case Found.Bad<RestorePlan>(var problem) ->
          new Settled.Refused(
              "A restore into %s was ended half way, and %s does not say what it moved: %s. What stood in the place of its files lies in %s."
                  .formatted(root, problem.file(), problem.reason(), root.resolve("set-aside")));
      case Found.Good<RestorePlan>(var plan) -> settle(plan);
    };
  }

  private Settled settle(RestorePlan plan) throws IOException {
    if (isThrough(plan)) {
      journal.write(plan.asDone());
      remove(Path.of(plan.unpacked()));
      return new Settled.Through(Path.of(plan.archive()), plan.files(), Path.of(plan.aside()));
    }
    var left = takeBack(plan);
    if (!left.isEmpty()) {
      return new Settled.Refused(
          "A restore of %s into %s was ended half way, and these could not be put back: %s. What stood in their place lies in %s."
              .formatted(plan.archive(), root, left, plan.aside()));
    }
    remove(Path.of(plan.unpacked()));
    journal.remove();
    return new Settled.TakenBack(Path.of(plan.archive()));
  }

  /// What waits beside the database takes its place in one step, after all else was moved.
  private static boolean isThrough(RestorePlan plan) {
    return plan.done()
        || plan.database()
            .filter(it -> !Files.exists(Path.of(it.from())) && !Files.exists(Path.of(it.beside())))
            .isPresent();
  }

  /// The last first; what could not be put back.
  private static List<Path> takeBack(RestorePlan plan) {
    var left = new ArrayList<Path>();
    if (plan.database().isPresent()) {
      var database = plan.database().get();
      attempt(
          left,
          Path.of(database.target()),
          () -> {
            Files.deleteIfExists(Path.of(database.beside()));
            Files.deleteIfExists(Path.of(database.kept()));
          });
    }
    for (var move : plan.moves().reversed()) {
      attempt(left, Path.of(move.target()), () -> takeBack(move));
    }
    plan.folders().reversed().forEach(folder -> removeIfEmpty(Path.of(folder)));
    return left;
  }

  /// One that others use by now stays.
  private static void removeIfEmpty(Path folder) {
    try {
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      LoggerFactory.getLogger(UnfinishedRestore.class).debug("{} stays", folder, e);
    }
  }

  private interface Back {
    void take() throws IOException;
  }

  private static void attempt(List<Path> left, Path file, Back back) {
    try {
      back.take();
    } catch (IOException | RuntimeException e) {
      LoggerFactory.getLogger(UnfinishedRestore.class).error("{} is not as it was", file, e);
      left.add(file);
    }
  }

  private static void takeBack(RestorePlan.Move move) throws IOException {
    var target = Path.of(move.target());
    var kept = Path.of(move.kept());
    if (!move.from().isEmpty() && isRestored(Path.of(move.from()), target, move.sha256())) {
      Files.delete(target);
    }
    if (!Files.exists(kept, LinkOption.NOFOLLOW_LINKS)) {
      return; // nothing stood there, or it was not reached
    }
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      Files.delete(kept); // it was about to go, and its copy is whole
    } else {
      Files.createDirectories(target.resolveSibling("."));
      Files.move(kept, target);
    }
  }

  /// Whether what stands at a place came there from the backup.
  private static boolean isRestored(Path from, Path target, String sha256) {
    return Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
        && (!Files.exists(from) || Sha256.of(target).hex().equals(sha256));
  }

  /// Once it stands in the audit trail that the backup is there.
  public void forget() {
    try {
      journal.remove();
    } catch (IOException e) {
      LoggerFactory.getLogger(UnfinishedRestore.class)
          .warn("The journal of a restore that is through could not be removed", e);
    }
  }

  private static void remove(Path unpacked) {
    try {
      FileSystemUtils.deleteRecursively(unpacked);
    } catch (IOException e) {
      LoggerFactory.getLogger(UnfinishedRestore.class).warn("{} could not be removed", unpacked, e);
    }
  }
}
