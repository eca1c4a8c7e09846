package lab.harmony.notebooks.cells;

import java.util.List;
import java.util.Optional;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.Output;

/// A cell and all that a page shows of it, as of one moment.
///
/// @param work what its work has come to, beside the stored result
/// @param soFar what it shows while it is executed; absent when it shows what is stored
/// @param problem what keeps its source from being executed
/// @param notes how its source is read, where that may surprise
public record CellStanding(
    Cell cell,
    CellState state,
    CellWork work,
    Optional<List<Output>> soFar,
    Optional<String> problem,
    List<String> notes) {

  /// A cell of which nothing is known yet but its text.
  public static CellStanding of(Cell cell) {
    return new CellStanding(
        cell, new CellState.Idle(), CellWork.NONE, Optional.empty(), Optional.empty(), List.of());
  }

  /// The outputs as they are seen now.
  public List<Output> outputs() {
    return soFar.orElse(cell.outputs());
  }

  /// The same with the text and outputs of another version of the cell.
  public CellStanding with(Cell changed) {
    return new CellStanding(changed, state, work, soFar, problem, notes);
  }

  public CellStanding with(CellProgress progress) {
    return new CellStanding(cell, progress.state(), progress.work(), soFar, problem, notes);
  }

  public CellStanding with(CellState now, Optional<List<Output>> shown) {
    return new CellStanding(cell, now, work, shown, problem, notes);
  }
}
