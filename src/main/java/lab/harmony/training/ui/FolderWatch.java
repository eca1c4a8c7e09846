package lab.harmony.training.ui;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystem;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears what changes in folders that people write into with programs of their own: the system says
/// it, and nothing is looked at meanwhile.
///
/// Where a folder cannot be watched, whoever opens the list sees it as it is then.
final class FolderWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

  private static final List<WatchEvent.Kind<?>> KINDS =
      List.of(
          StandardWatchEventKinds.ENTRY_CREATE,
          StandardWatchEventKinds.ENTRY_MODIFY,
          StandardWatchEventKinds.ENTRY_DELETE);

  private final WatchService watcher;
  private final BiConsumer<Path, List<WatchEvent<?>>> changed;
  private final Map<WatchKey, Path> folders = new ConcurrentHashMap<>();

  /// Those that cannot be watched, which is said once.
  private final Set<Path> refused = ConcurrentHashMap.newKeySet();

  /// @param name of the thread that hears
  /// @param changed takes a folder and what changed in it, on that thread
  /// @throws IOException if nothing can be watched here
  /// @throws UnsupportedOperationException if the system never says what changes
  FolderWatch(FileSystem system, String name, BiConsumer<Path, List<WatchEvent<?>>> changed)
      throws IOException {
    this.watcher = system.newWatchService();
    this.changed = changed;
    Thread.ofPlatform().daemon().name(name).start(this::listen);
  }

  /// From now on; one that is watched already stays so, and one that is not there is none.
  void watch(Path folder) {
    try {
      folders.put(folder.register(watcher, KINDS.toArray(WatchEvent.Kind[]::new)), folder);
      refused.remove(folder);
    } catch (NoSuchFileException | NotDirectoryException goneMeanwhile) {
      LOG.debug("{} is not watched", folder, goneMeanwhile);
    } catch (IOException e) {
      if (refused.add(folder)) {
        LOG.warn("{} cannot be watched; it is read when the list is opened.", folder, e);
      }
    } catch (ClosedWatchServiceException end) {
      LOG.debug("{} is watched no longer", folder, end);
    }
  }

  /// No longer those below this one, nor itself.
  void leave(Path folder) {
    folders
        .entrySet()
        .removeIf(one -> {
          boolean isLeft = one.getValue().startsWith(folder);
          if (isLeft) {
            one.getKey().cancel();
          }
          return isLeft;
        });
  }

  private void listen() {
    try {
      while (true) {
        hear(watcher.take());
      }
    } catch (InterruptedException | ClosedWatchServiceException end) {
      LOG.debug("Folders are watched no longer.");
    }
  }

  /// What fails with one change is no reason to be deaf to the next.
  private void hear(WatchKey key) {
    try {
      var folder = Optional.ofNullable(folders.get(key));
      var events = key.pollEvents();
      if (!key.reset()) {
        folders.remove(key);
      }
      folder.ifPresent(one -> changed.accept(one, events));
    } catch (ClosedWatchServiceException end) {
      throw end;
    } catch (RuntimeException e) {
      LOG.error("What changed in a folder could not be looked at.", e);
    }
  }

  @Override
  public void close() throws IOException {
    watcher.close();
  }
}
