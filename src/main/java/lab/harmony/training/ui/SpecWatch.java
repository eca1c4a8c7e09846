package lab.harmony.training.ui;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears when specs in the workspace change, which people write with programs of their own: the
/// system says it, and nothing is looked at meanwhile.
///
/// Where a folder cannot be watched, whoever opens the list sees it as it is then.
final class SpecWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SpecWatch.class);
  private static final String SPEC = "training.yaml";

  private static final List<WatchEvent.Kind<?>> KINDS =
      List.of(
          StandardWatchEventKinds.ENTRY_CREATE,
          StandardWatchEventKinds.ENTRY_MODIFY,
          StandardWatchEventKinds.ENTRY_DELETE);

  private final Path experiments;
  private final Runnable changed;
  private final WatchService watcher;

  /// The watched folders by their keys. Used by the thread alone once it runs, as is the next.
  private final Map<WatchKey, Path> folders = new HashMap<>();

  /// Those that cannot be watched, which is said once.
  private final Set<Path> refused = new HashSet<>();

  /// @param experiments the folder with a folder for each experiment; it may come later
  /// @param changed called on a thread of its own
  /// @throws IOException if nothing can be watched here
  SpecWatch(Path experiments, Runnable changed) throws IOException {
    this.experiments = experiments.toAbsolutePath();
    this.changed = changed;
    this.watcher = experiments.getFileSystem().newWatchService();
    try {
      watchAll();
      Thread.ofPlatform().daemon().name("spec-watch").start(this::listen);
    } catch (RuntimeException e) {
      watcher.close();
      throw e;
    }
  }

  /// All folders that are there, and the one in which they come; one that is watched already stays
  /// so.
  private void watchAll() {
    Optional.ofNullable(experiments.getParent()).ifPresent(this::watch);
    watch(experiments);
    try (var all = Files.newDirectoryStream(experiments, SpecWatch::isFolder)) {
      all.forEach(this::watch);
    } catch (IOException | DirectoryIteratorException e) {
      LOG.debug("{} is not watched", experiments, e);
    }
  }

  private static boolean isFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  private void watch(Path folder) {
    try {
      folders.put(folder.register(watcher, KINDS.toArray(WatchEvent.Kind[]::new)), folder);
      refused.remove(folder);
    } catch (NoSuchFileException | NotDirectoryException goneMeanwhile) {
      LOG.debug("{} is not watched", folder, goneMeanwhile);
    } catch (IOException e) {
      if (refused.add(folder)) {
        LOG.warn("{} cannot be watched; its training is read when the list is opened.", folder, e);
      }
    }
  }

  private void listen() {
    try {
      while (true) {
        hear(watcher.take());
      }
    } catch (InterruptedException | ClosedWatchServiceException end) {
      LOG.debug("Specs are watched no longer.");
    }
  }

  /// What fails with one change is no reason to be deaf to the next.
  private void hear(WatchKey key) {
    try {
      var folder = folders.getOrDefault(key, experiments);
      var relevant = key.pollEvents().stream().anyMatch(event -> isOfSpecs(folder, event));
      if (!key.reset()) {
        folders.remove(key);
      }
      if (relevant) {
        watchAll();
        changed.run();
      }
    } catch (ClosedWatchServiceException end) {
      throw end;
    } catch (RuntimeException e) {
      LOG.error("A change below {} could not be looked at.", experiments, e);
    }
  }

  /// A folder that came or went, or a spec in one; when too much happened to say what, also.
  private boolean isOfSpecs(Path folder, WatchEvent<?> event) {
    return !(event.context() instanceof Path name)
        || folder.equals(experiments)
        || folder.resolve(name).equals(experiments)
        || experiments.equals(folder.getParent()) && name.toString().equals(SPEC);
  }

  @Override
  public void close() throws IOException {
    watcher.close();
  }
}
