package lab.harmony.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Objects;
import lab.harmony.backup.access.CarriedOver;
import lab.harmony.workspace.Found;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/// A restore that was ended, as by a loss of power, before it was through: what it had moved goes
/// back to its place, unless the database was exchanged already, which is the last that it moves.
public final class UnfinishedRestore {

  private static final int MOST_NAMED = 5;

  private final Path root;
  private final RestoreJournal journal;
  private final Runnable step;

  /// @param root the data folder, whether or not it is there
  public UnfinishedRestore(Path root) {
    this(root, () -> {});
  }

  /// @param step is called before each change
  UnfinishedRestore(Path root, Runnable step) {
    this.root = root.toAbsolutePath().normalize();
    this.step = step;
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
    /// @param carried what was taken away since the backup, and stays so
    record Through(Path archive, int files, Path aside, CarriedOver carried) implements Settled {}

    /// Nothing can be done here; the reason says what to do.
    record Refused(String reason) implements Settled {}
  }

  /// Whether there is one that is not seen to, or one is under way.
  public boolean isThere() {
    return journal.isOpen();
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
          "A restore into %s was ended half way, and cannot be taken back: %s. What stood in the place of its files lies in %s. %s"
              .formatted(root, Found.reason(e), root.resolve("set-aside"), journal.mend()));
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
              "A restore into %s was ended half way, and %s does not say what it moved: %s. What stood in the place of its files lies in %s: put back by hand what you want of it. %s"
                  .formatted(
                      root,
                      problem.file(),
                      problem.reason(),
                      root.resolve("set-aside"),
                      journal.mend()));
      case Found.Good<RestorePlan>(var plan) -> settle(plan);
    };
  }

  private Settled settle(RestorePlan plan) throws IOException {
    if (isThrough(plan)) {
      journal.write(plan.asDone());
      remove(Path.of(plan.unpacked()));
      return new Settled.Through(
          Path.of(plan.archive()),
          plan.files(),
          Path.of(plan.aside()),
          Objects.requireNonNullElse(plan.carried(), CarriedOver.NOTHING));
    }
    var left = new TakeBack(plan, step).all();
    if (!left.isEmpty()) {
      return new Settled.Refused(
          "A restore of %s into %s was ended half way, and these could not be put back: %s. What stood in their place lies in %s. %s"
              .formatted(
                  plan.archive(),
                  root,
                  String.join("; ", left.subList(0, Math.min(left.size(), MOST_NAMED)))
                      + (left.size() > MOST_NAMED
                          ? "; and %d more".formatted(left.size() - MOST_NAMED)
                          : ""),
                  plan.aside(),
                  journal.mend()));
    }
    remove(Path.of(plan.unpacked()));
    step.run();
    journal.remove();
    return new Settled.TakenBack(Path.of(plan.archive()));
  }

  /// The database is exchanged in one step, after all else was moved, and goes back before all
  /// else: that of the backup stands there while everything of it does.
  private static boolean isThrough(RestorePlan plan) {
    return plan.done()
        || plan.database()
            .filter(it -> TakeBack.isRestored(Path.of(it.target()), it.sha256()))
            .isPresent();
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

  private void remove(Path unpacked) {
    step.run();
    try {
      FileSystemUtils.deleteRecursively(unpacked);
    } catch (IOException e) {
      LoggerFactory.getLogger(UnfinishedRestore.class).warn("{} could not be removed", unpacked, e);
    }
  }
}
