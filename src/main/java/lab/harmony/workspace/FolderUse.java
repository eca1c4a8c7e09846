package lab.harmony.workspace;

import java.nio.file.Path;
import java.util.Optional;

/// Work that needs a folder of the workspace to stay where it is. Whoever moves one asks all beans
/// of this kind.
@FunctionalInterface
public interface FolderUse {

  /// What is under way or waits in a folder, and how to end it: `The dataset … is still to be
  /// drawn. Cancel that in Work`; empty if nothing is.
  Optional<String> of(Path folder);
}
