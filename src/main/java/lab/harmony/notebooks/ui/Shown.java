package lab.harmony.notebooks.ui;

import java.util.List;
import lab.harmony.notebooks.CellId;
import lab.harmony.notebooks.ExperimentSlug;
import lab.harmony.notebooks.Judged;
import lab.harmony.runs.ImageId;

/// Where a result is shown, and how the faces behind it are found.
record Shown(ExperimentSlug experiment, CellId cell, Faces faces) {

  /// Finds faces with what is said of them.
  @FunctionalInterface
  interface Faces {
    List<Judged> of(List<ImageId> faces, boolean machine);
  }

  /// The name of a file that is saved of the result, without an ending.
  String fileName() {
    return "%s-%s".formatted(experiment, cell);
  }
}
