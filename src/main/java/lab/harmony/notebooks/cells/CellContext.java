package lab.harmony.notebooks.cells;

import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.Notebook;

/// A cell with the notebook around it.
public record CellContext(ExperimentSlug experiment, Notebook notebook, Cell cell) {

  /// The cell's name in the whole lab: `baseline/generate`.
  public String label() {
    return experiment.value() + "/" + cell.id();
  }
}
