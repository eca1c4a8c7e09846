package lab.harmony.notebooks;

import java.util.List;
import java.util.Optional;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunImage;

/// A cell and all that a page shows of it, as of one moment.
///
/// @param run the run that a run cell started last
/// @param images the complete pictures of that run
/// @param problem what keeps its source from being executed
/// @param notes how its prompts are read, where that may surprise
public record CellStanding(
    Cell cell,
    CellState state,
    Optional<Run> run,
    List<RunImage> images,
    Optional<String> problem,
    List<String> notes) {

  /// A cell of which nothing is known yet but its text.
  public static CellStanding of(Cell cell) {
    return new CellStanding(
        cell, new CellState.Idle(), Optional.empty(), List.of(), Optional.empty(), List.of());
  }

  /// The same with the text and outputs of another version of the cell.
  public CellStanding with(Cell changed) {
    return new CellStanding(changed, state, run, images, problem, notes);
  }

  CellStanding with(CellState now, Run newRun, List<RunImage> newImages) {
    return new CellStanding(cell, now, Optional.of(newRun), newImages, problem, notes);
  }
}
