package lab.harmony.runs.store;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lab.harmony.runs.RunId;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.Folders;
import lab.harmony.workspace.SafePath;
import lab.harmony.workspace.Workspace;
import org.springframework.stereotype.Component;

/// Where a run's files lie: in the data folder, or in the workspace when it came with an
/// experiment.
@Component
public class RunFolders {

  private final DataFolder data;
  private final Workspace workspace;

  RunFolders(DataFolder data, Workspace workspace) {
    this.data = data;
    this.workspace = workspace;
  }

  /// The names of the experiments that stand in the workspace.
  Set<String> experiments() {
    return Folders.in(workspace.experiments()).usable().stream()
        .map(folder -> folder.getFileName().toString())
        .collect(Collectors.toSet());
  }

  public Path of(RunId id, Optional<String> shippedIn) {
    return shippedIn.flatMap(this::shipped).orElseGet(() -> own(id));
  }

  /// Empty if the folder became a link that leads out of the workspace: then the run has no files.
  private Optional<Path> shipped(String folder) {
    try {
      return Optional.of(SafePath.inside(workspace.root(), folder));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  public Path own(RunId id) {
    return SafePath.inside(data.runs(), id.value());
  }

  public static Path images(Path folder) {
    return folder.resolve("images");
  }

  public static Path log(Path folder) {
    return folder.resolve("log.txt");
  }

  public static Path steps(Path folder) {
    return folder.resolve("steps.jsonl");
  }

  static Path manifest(Path folder) {
    return folder.resolve("run.json");
  }
}
