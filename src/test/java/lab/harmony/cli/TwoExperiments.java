package lab.harmony.cli;

import java.nio.file.Path;
import lab.harmony.DrawnExperiment;

/// Two experiments of the same prompts by two models, of which the second has a seed more: of two
/// seeds other faces are broken than of one.
final class TwoExperiments {

  static final DrawnExperiment OLD = DrawnExperiment.of("old", "doodle-base", 42);
  static final DrawnExperiment NEW = DrawnExperiment.of("new", "doodle-anime", 42, 43);

  private TwoExperiments() {}

  /// Writes both into the workspace of a folder.
  static void plant(Path folder) {
    var workspace = folder.resolve("workspace");
    DrawnExperiment.copyPrompts(workspace);
    OLD.write(workspace);
    NEW.write(workspace);
  }
}
