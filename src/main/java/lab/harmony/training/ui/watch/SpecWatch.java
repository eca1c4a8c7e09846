package lab.harmony.training.ui.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/// Hears when specs in the workspace change.
public final class SpecWatch implements AutoCloseable {

  private static final String SPEC = "training.yaml";

  /// Each experiment, however many there are, and nothing below it.
  private static final TreeWatch.Reach REACH = new TreeWatch.Reach(1, Integer.MAX_VALUE);

  private final Path experiments;
  private final Runnable changed;
  private final TreeWatch watch;

  /// @param experiments the folder with a folder for each experiment; it may come later
  /// @param changed called on a thread of its own
  /// @throws IOException if nothing can be watched here
  public SpecWatch(Path experiments, Runnable changed) throws IOException {
    this.experiments = experiments.toAbsolutePath();
    this.changed = changed;
    this.watch = new TreeWatch(experiments.getFileSystem(), "spec-watch", REACH, this::hear);
    watch.watch(Set.of(this.experiments));
  }

  private void hear(Path root, Set<Path> what) {
    if (what.stream().anyMatch(this::isOfSpecs)) {
      changed.run();
    }
  }

  /// A folder that came or went, or a spec in one.
  private boolean isOfSpecs(Path path) {
    return path.equals(experiments) || experiments.equals(path.getParent()) || path.endsWith(SPEC);
  }

  @Override
  public void close() throws IOException {
    watch.close();
  }
}
