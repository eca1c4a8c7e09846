package lab.harmony.training.ui;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears when specs in the workspace change.
final class SpecWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SpecWatch.class);
  private static final String SPEC = "training.yaml";

  private final Path experiments;
  private final Runnable changed;
  private final FolderWatch watch;

  /// @param experiments the folder with a folder for each experiment; it may come later
  /// @param changed called on a thread of its own
  /// @throws IOException if nothing can be watched here
  SpecWatch(Path experiments, Runnable changed) throws IOException {
    this.experiments = experiments.toAbsolutePath();
    this.changed = changed;
    this.watch = new FolderWatch(experiments.getFileSystem(), "spec-watch", this::hear);
    watchAll();
  }

  /// All folders that are there, and the one in which they come.
  private void watchAll() {
    Optional.ofNullable(experiments.getParent()).ifPresent(watch::watch);
    watch.watch(experiments);
    try (var all = Files.newDirectoryStream(experiments, SpecWatch::isFolder)) {
      all.forEach(watch::watch);
    } catch (IOException | DirectoryIteratorException e) {
      LOG.debug("{} is not watched", experiments, e);
    }
  }

  private static boolean isFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  private void hear(Path folder, List<WatchEvent<?>> events) {
    if (events.stream().anyMatch(event -> isOfSpecs(folder, event))) {
      watchAll();
      changed.run();
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
    watch.close();
  }
}
