package lab.harmony.training.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears when something changes in the folders of datasets: pictures, captions and tables that
/// come, go or become others.
final class DatasetWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DatasetWatch.class);

  /// Folders below folders, in which tables may have their pictures.
  private static final int DEEPEST = 3;

  private static final int MOST_FOLDERS = 500;

  private final Consumer<Path> changed;
  private final FolderWatch watch;
  private Set<Path> watched = Set.of();

  /// @param changed takes the folder of a dataset, on a thread of its own
  /// @throws IOException if nothing can be watched here
  DatasetWatch(FileSystem system, Consumer<Path> changed) throws IOException {
    this.changed = changed;
    this.watch = new FolderWatch(system, "dataset-watch", this::hear);
  }

  /// These from now on, and no others. Of one that is new it is said at once that it changed: what
  /// came between its being read and its being watched would be missed.
  void watch(Set<Path> datasets) {
    for (var dataset : taken(datasets)) {
      watchAll(dataset);
      changed.accept(dataset);
    }
  }

  private synchronized Set<Path> taken(Set<Path> datasets) {
    var come = new HashSet<>(datasets);
    come.removeAll(watched);
    for (var left : watched) {
      if (!datasets.contains(left)) {
        watch.leave(left);
        datasets.stream().filter(one -> one.startsWith(left)).forEach(come::add);
      }
    }
    watched = Set.copyOf(datasets);
    return come;
  }

  private synchronized Set<Path> watched() {
    return watched;
  }

  private void watchAll(Path dataset) {
    try (var all = Files.walk(dataset, DEEPEST)) {
      all.filter(one -> Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS) || one.equals(dataset))
          .limit(MOST_FOLDERS)
          .forEach(watch::watch);
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("{} is not watched as a whole", dataset, e);
    }
  }

  private void hear(Path folder, List<WatchEvent<?>> events) {
    for (var dataset : watched()) {
      if (folder.startsWith(dataset)) {
        if (events.stream().anyMatch(event -> mayBeFolder(folder, event))) {
          watchAll(dataset);
        }
        changed.accept(dataset);
      }
    }
  }

  /// When too much happened to say what, also.
  private static boolean mayBeFolder(Path folder, WatchEvent<?> event) {
    return !(event.context() instanceof Path name) || Files.isDirectory(folder.resolve(name));
  }

  @Override
  public void close() throws IOException {
    watch.close();
  }
}
