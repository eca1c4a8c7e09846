package lab.harmony.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import lab.harmony.backup.copies.WholeMove;
import lab.harmony.workspace.Found;
import lab.harmony.workspace.Sha256;
import org.slf4j.LoggerFactory;

/// Takes back what a restore had moved that was ended half way. It may be ended half way itself and
/// begun anew: what came from the backup is known by its digest alone, and nothing goes that is
/// nowhere else.
///
/// @param step is called before each change
record TakeBack(RestorePlan plan, Runnable step) {

  private interface Back {
    void take() throws IOException;
  }

  /// The last first.
  ///
  /// @return what could not be put back, each with the reason
  List<String> all() {
    var left = new ArrayList<String>();
    plan.database().ifPresent(it -> attempt(left, Path.of(it.target()), () -> takeBack(it)));
    if (!left.isEmpty()) {
      return left; // the files are those of the database
    }
    for (var move : plan.moves().reversed()) {
      attempt(left, Path.of(move.target()), () -> takeBack(move));
    }
    plan.folders().reversed().forEach(folder -> removeIfEmpty(Path.of(folder)));
    return left;
  }

  /// Whether what stands at a place came there from the backup.
  static boolean isRestored(Path target, String sha256) {
    return Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
        && Sha256.of(target).hex().equals(sha256);
  }

  private static void attempt(List<String> left, Path file, Back back) {
    try {
      back.take();
    } catch (IOException | RuntimeException e) {
      LoggerFactory.getLogger(TakeBack.class).error("{} is not as it was", file, e);
      left.add("%s (%s)".formatted(file, Found.reason(e)));
    }
  }

  private void takeBack(RestorePlan.Exchanged database) throws IOException {
    var beside = Path.of(database.beside());
    if (isThere(beside)) {
      step.run();
      Files.delete(beside);
    }
    putBack(Path.of(database.kept()), Path.of(database.target()));
  }

  private void takeBack(RestorePlan.Move move) throws IOException {
    var target = Path.of(move.target());
    var kept = Path.of(move.kept());
    if (move.from().isEmpty()) {
      if (!isThere(target) || same(kept, target)) {
        putBack(kept, target);
      } // else H2 has made it anew
    } else if (!isRestored(target, move.sha256())) {
      putBack(kept, target);
    } else if (isThere(kept)) {
      WholeMove.of(kept, target, step);
    } else {
      step.run();
      Files.delete(target); // nothing stood there
    }
  }

  /// Nothing is done where nothing is kept: it was not reached, or is back already.
  private void putBack(Path kept, Path target) throws IOException {
    if (!isThere(kept)) {
      return;
    }
    if (!isThere(target)) {
      Files.createDirectories(Objects.requireNonNull(target.getParent(), "a file has a folder"));
      WholeMove.of(kept, target, step);
    } else if (same(kept, target)) {
      step.run();
      Files.delete(kept);
    } else {
      throw new IOException(
          "what stands there came not from the backup, what stood there before is %s, and both stay"
              .formatted(kept));
    }
  }

  private static boolean isThere(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean same(Path one, Path other) throws IOException {
    if (Files.isSymbolicLink(one) && Files.isSymbolicLink(other)) {
      return Files.readSymbolicLink(one).equals(Files.readSymbolicLink(other));
    }
    return Files.isRegularFile(one, LinkOption.NOFOLLOW_LINKS)
        && Files.isRegularFile(other, LinkOption.NOFOLLOW_LINKS)
        && (Files.isSameFile(one, other) || Files.mismatch(one, other) < 0);
  }

  /// One that others use by now stays.
  private void removeIfEmpty(Path folder) {
    step.run();
    try {
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      LoggerFactory.getLogger(TakeBack.class).debug("{} stays", folder, e);
    }
  }
}
