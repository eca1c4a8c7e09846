package lab.harmony.notebooks.ui;

import lab.harmony.runs.CellLink;
import org.springframework.stereotype.Component;

/// The way from a run back to the cell that asked for it.
@Component
class NotebookCellLink implements CellLink {

  @Override
  public String path(String experiment, String cellId) {
    return "experiments/%s#%s".formatted(experiment, cellId);
  }
}
