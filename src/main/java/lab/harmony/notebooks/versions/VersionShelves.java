package lab.harmony.notebooks.versions;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.Folders;
import org.springframework.stereotype.Component;

/// The versions of all notebooks: `versions/NAME/` of the data folder. Those of a deleted
/// experiment wait under its deletion, until it is back.
@Component
class VersionShelves {
  private static final String DELETED = "_deleted";

  private final Path root;
  private final Path locks;
  private final Map<ExperimentSlug, VersionShelf> shelves = new ConcurrentHashMap<>();
  private final ReentrantLock one = new ReentrantLock();

  VersionShelves(DataFolder data) {
    root = data.root().resolve("versions");
    locks = data.root().resolve("locks");
  }

  /// The experiments of which versions are kept.
  List<ExperimentSlug> all() {
    return Files.isDirectory(root)
        ? Folders.in(root).usable().stream()
            .flatMap(folder -> ExperimentSlug.find(folder.getFileName().toString()).stream())
            .toList()
        : List.of();
  }

  /// Works with the versions of one notebook; other threads and processes of the lab wait.
  ///
  /// @throws AtomicFiles.NotWritten if something cannot be written
  <T> T with(ExperimentSlug slug, Function<VersionShelf, T> work) {
    return exclusively(
        slug,
        () -> {
          var shelf =
              shelves.computeIfAbsent(slug, _ -> new VersionShelf(root.resolve(slug.value())));
          shelf.refresh();
          return work.apply(shelf);
        });
  }

  /// The experiment is deleted, or another one has its name.
  ///
  /// @param deletion what brings them back
  void putAway(ExperimentSlug slug, String deletion) {
    move(slug, root.resolve(slug.value()), root.resolve(DELETED).resolve(deletion));
  }

  /// The deleted experiment is there again.
  void putBack(ExperimentSlug slug, String deletion) {
    move(slug, root.resolve(DELETED).resolve(deletion), root.resolve(slug.value()));
  }

  private void move(ExperimentSlug slug, Path from, Path to) {
    exclusively(
        slug,
        () -> {
          shelves.remove(slug);
          if (Files.isDirectory(from) && !Files.exists(to)) {
            try {
              Files.createDirectories(Optional.ofNullable(to.getParent()).orElseThrow());
              AtomicFiles.moveFolder(from, to);
            } catch (IOException e) {
              throw new AtomicFiles.NotWritten(to, e);
            }
          }
          return slug;
        });
  }

  private interface Work<T> {
    T run();
  }

  private <T> T exclusively(ExperimentSlug slug, Work<T> work) {
    one.lock();
    try {
      Files.createDirectories(locks);
      try (var channel =
              FileChannel.open(
                  locks.resolve(slug.value() + ".versions.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          var _ = channel.lock()) {
        return work.run();
      }
    } catch (IOException e) {
      throw new AtomicFiles.NotWritten(locks.resolve(slug.value() + ".versions.lock"), e);
    } finally {
      one.unlock();
    }
  }
}
