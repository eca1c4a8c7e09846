package lab.harmony.training.ui.watch;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystem;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears what changes in folders that people write into with programs of their own: the system says
/// it, and nothing is looked at meanwhile.
///
/// The system watches what stands under a path at that time, wherever it is moved later, and has
/// one key for it under however many paths; here are the paths. Where a folder cannot be watched,
/// whoever opens the list sees it as it is then.
final class FolderWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

  private static final List<WatchEvent.Kind<?>> KINDS =
      List.of(
          StandardWatchEventKinds.ENTRY_CREATE,
          StandardWatchEventKinds.ENTRY_MODIFY,
          StandardWatchEventKinds.ENTRY_DELETE);

  private final WatchService watcher;
  private final BiConsumer<Path, Set<Path>> changed;
  private final Map<Path, WatchKey> keys = new HashMap<>();

  /// Those that cannot be watched, which is said once.
  private final Set<Path> refused = new HashSet<>();

  /// @param name of the thread that hears
  /// @param changed takes a folder and what changed in it, on that thread; the folder itself stands
  ///   for all in it, when too much happened to say what or it is gone
  /// @throws IOException if nothing can be watched here
  /// @throws UnsupportedOperationException if the system never says what changes
  FolderWatch(FileSystem system, String name, BiConsumer<Path, Set<Path>> changed)
      throws IOException {
    this.watcher = system.newWatchService();
    this.changed = changed;
    Thread.ofPlatform().daemon().name(name).start(this::listen);
  }

  /// What stands under this path now, from now on; one that is not there or may not be read is
  /// none.
  synchronized void watch(Path folder) {
    try {
      var key = folder.register(watcher, KINDS.toArray(WatchEvent.Kind[]::new));
      release(Optional.ofNullable(keys.put(folder, key)));
      refused.remove(folder);
    } catch (NoSuchFileException | NotDirectoryException | AccessDeniedException none) {
      LOG.debug("{} is not watched", folder, none);
      leave(folder);
    } catch (IOException e) {
      leave(folder);
      if (refused.add(folder)) {
        LOG.warn("{} cannot be watched; it is read when the list is opened.", folder, e);
      }
    } catch (ClosedWatchServiceException end) {
      LOG.debug("{} is watched no longer", folder, end);
    }
  }

  /// No longer any but these.
  synchronized void keep(Predicate<Path> wanted) {
    Set.copyOf(keys.keySet()).stream().filter(wanted.negate()).forEach(this::leave);
    refused.removeIf(wanted.negate());
  }

  private void leave(Path folder) {
    release(Optional.ofNullable(keys.remove(folder)));
  }

  /// Ends what no path leads to any more.
  private void release(Optional<WatchKey> key) {
    key.filter(one -> !keys.containsValue(one)).ifPresent(WatchKey::cancel);
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

  private void hear(WatchKey key) {
    Set<Path> folders;
    List<WatchEvent<?>> events;
    boolean isGone;
    synchronized (this) {
      folders =
          keys.entrySet().stream()
              .filter(one -> one.getValue().equals(key))
              .map(Map.Entry::getKey)
              .collect(Collectors.toSet());
      events = key.pollEvents();
      isGone = !key.reset();
      if (isGone) {
        keys.keySet().removeAll(folders);
      }
    }
    for (var folder : folders) {
      var what =
          events.stream()
              .map(event -> event.context() instanceof Path name ? folder.resolve(name) : folder)
              .collect(Collectors.toCollection(HashSet::new));
      if (isGone) {
        what.add(folder);
      }
      tell(folder, what);
    }
  }

  /// What fails with one change is no reason to be deaf to the next.
  private void tell(Path folder, Set<Path> what) {
    try {
      changed.accept(folder, what);
    } catch (RuntimeException e) {
      LOG.error("What changed in {} could not be looked at.", folder, e);
    }
  }

  @Override
  public void close() throws IOException {
    watcher.close();
  }
}
