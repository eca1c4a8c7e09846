package lab.harmony.training.drawing;

import java.nio.file.Path;
import java.util.Optional;
import lab.harmony.workspace.FolderUse;
import lab.harmony.workspace.Workspace;
import org.springframework.stereotype.Component;

/// A folder in which a dataset is drawn, or is to be, stays where it is until then.
@Component
class DatasetUses implements FolderUse {

  private final DatasetJobs datasets;
  private final Workspace workspace;

  DatasetUses(DatasetJobs datasets, Workspace workspace) {
    this.datasets = datasets;
    this.workspace = workspace;
  }

  @Override
  public Optional<String> of(Path folder) {
    return datasets.unfinished().stream()
        .filter(name -> workspace.root().resolve(name).startsWith(folder))
        .findFirst()
        .map(name -> "The dataset %s is still to be drawn. Cancel that in Work".formatted(name));
  }
}
