package lab.harmony.training.ui.watch;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;

/// Hears when something changes in the folders of datasets: pictures, captions and tables that
/// come, go or become others.
public final class DatasetWatch implements AutoCloseable {

  /// Folders below folders, in which tables may have their pictures.
  private static final TreeWatch.Reach REACH = new TreeWatch.Reach(3, 500);

  private final Consumer<Path> changed;
  private final TreeWatch watch;

  /// @param changed takes the folder of a dataset, on a thread of its own
  /// @throws IOException if nothing can be watched here
  public DatasetWatch(FileSystem system, Consumer<Path> changed) throws IOException {
    this.changed = changed;
    this.watch =
        new TreeWatch(system, "dataset-watch", REACH, (dataset, _) -> changed.accept(dataset));
  }

  /// These from now on, and no others. Of one that is new it is said at once that it changed: what
  /// came between its being read and its being watched would be missed.
  public void watch(Set<Path> datasets) {
    watch.watch(datasets).forEach(changed);
  }

  @Override
  public void close() throws IOException {
    watch.close();
  }
}
