package lab.harmony.notebooks.cells;

import java.util.List;
import lab.harmony.notebooks.document.Output;
import lab.harmony.people.Actor;
import lab.harmony.runs.RunId;

/// Where a cell that is being executed tells how far it is. What is told here is seen by everybody
/// who looks at the notebook, a few times a second at most.
public interface CellSink {

  /// Who wants it.
  Actor by();

  /// What the page says of the cell from now on.
  void state(CellState now);

  /// Shows what came so far in place of the result; with each call the whole of it.
  void show(List<Output> soFar);

  /// Whether somebody asked the cell to stop.
  boolean stopped();

  /// The work has begun and outlives this process: what it rests on and the run that does it are
  /// stored at once, and the cell's handler knows its state from now on.
  void began(Basis basis, RunId run);
}
