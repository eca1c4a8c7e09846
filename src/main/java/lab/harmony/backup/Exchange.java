package lab.harmony.backup;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import lab.harmony.backup.copies.WholeMove;
import lab.harmony.workspace.AtomicFiles;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// Puts files in the place of others by moving them, and can take all of it back. A file is at its
/// new place whole or not at all, on whichever disk that is.
final class Exchange {

  private final Deque<Step> steps = new ArrayDeque<>();
  private final Set<Path> folders = new LinkedHashSet<>();

  private final Runnable step;

  /// @param step is called before each change
  Exchange(Runnable step) {
    this.step = step;
  }

  private interface Back {
    void take() throws IOException;
  }

  /// Something that was done.
  ///
  /// @param decides whether all that was done before stays unless this can be taken back
  private record Step(Path file, Back back, boolean decides) {}

  /// Moves a file to a place, and what stands there to another.
  void put(Path restored, Path target, Path kept) throws IOException {
    setAside(target, kept);
    createFolders(folder(target));
    WholeMove.of(restored, target, step);
    done(target, () -> Files.deleteIfExists(target));
  }

  /// The same with the file of a database, whose place is never empty: who opens it finds the one
  /// or the other. The file that goes is not opened.
  ///
  /// @throws FileAlreadyExistsException if there was none and one was made meanwhile
  /// @param beside where the new one waits, in the folder of the other
  void putDatabase(Path restored, Path beside, Path target, Path kept, boolean wasThere)
      throws IOException {
    createFolders(folder(target));
    done(beside, () -> Files.deleteIfExists(beside));
    WholeMove.of(restored, beside, step);
    AtomicFiles.force(folder(target));
    step.run();
    if (!wasThere) {
      Files.move(beside, target);
      decided(target, () -> Files.deleteIfExists(target));
      return;
    }
    createFolders(folder(kept));
    done(kept, () -> Files.deleteIfExists(kept));
    copyOrLink(target, kept);
    step.run();
    Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    decided(target, () -> WholeMove.of(kept, target, step));
  }

  private static void copyOrLink(Path file, Path kept) throws IOException {
    try {
      Files.createLink(kept, file);
    } catch (IOException | UnsupportedOperationException noLinksHere) {
      WholeMove.copy(file, kept);
    }
  }

  /// Moves what stands somewhere to another place; nothing if nothing does.
  void setAside(Path file, Path kept) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      createFolders(folder(kept));
      WholeMove.of(file, kept, step);
      done(file, () -> putBack(kept, file));
      folders.add(folder(kept));
    }
  }

  private void putBack(Path kept, Path file) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    WholeMove.of(kept, file, step);
  }

  /// Brings every name to the disk.
  void force() throws IOException {
    for (var folder : folders) {
      AtomicFiles.force(folder);
    }
  }

  /// Takes everything back, the last first; nothing of it while the database cannot go back, so
  /// that files and database are of one moment.
  ///
  /// @return what could not be
  List<Path> takeBack() {
    var left = new ArrayList<Path>();
    while (!steps.isEmpty()) {
      var one = steps.pop();
      try {
        step.run();
        one.back().take();
      } catch (DirectoryNotEmptyException e) {
        LoggerFactory.getLogger(Exchange.class).debug("{} is used by others", one.file(), e);
      } catch (IOException | RuntimeException e) {
        LoggerFactory.getLogger(Exchange.class).error("{} is not as it was", one.file(), e);
        left.add(one.file());
        if (one.decides()) {
          steps.clear();
        }
      }
    }
    return left;
  }

  private void createFolders(Path folder) throws IOException {
    var missing = new ArrayDeque<Path>();
    for (@Nullable Path one = folder; one != null && !Files.exists(one); one = one.getParent()) {
      missing.push(one);
    }
    for (var one : missing) {
      Files.createDirectory(one);
      done(one, () -> Files.deleteIfExists(one));
    }
  }

  private void done(Path file, Back back) {
    steps.push(new Step(file, back, false));
    folders.add(folder(file));
  }

  private void decided(Path file, Back back) {
    steps.push(new Step(file, back, true));
    folders.add(folder(file));
  }

  private static Path folder(Path file) {
    return Objects.requireNonNull(file.getParent(), "a file has a folder");
  }
}
