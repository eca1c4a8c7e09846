package lab.harmony.sparse;

import java.util.List;
import lab.harmony.notebooks.cells.CellProblem;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.execution.NotebookExecution;
import lab.harmony.notebooks.results.StoredRounds;
import lab.harmony.notebooks.store.Edit;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.people.Actor;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import org.springframework.stereotype.Service;

/// Has the open cells of a sparse grid drawn: its source says so, and it is executed.
@Service
public class SparseFilling {

  private final Notebooks notebooks;
  private final NotebookExecution execution;
  private final Rights rights;

  SparseFilling(Notebooks notebooks, NotebookExecution execution, Rights rights) {
    this.notebooks = notebooks;
    this.execution = execution;
    this.rights = rights;
  }

  /// Allows one round more than were drawn, and executes the cell.
  ///
  /// @throws lab.harmony.people.NotAllowed if they may not
  public Edit further(ExperimentSlug experiment, Cell cell, Actor by) {
    rights.require(by, Right.COMPUTE);
    int wanted;
    try {
      wanted =
          Math.max(SparseSource.read(cell.source()).rounds(), StoredRounds.of(cell).size() + 1);
    } catch (CellProblem problem) {
      return new Edit.Refused(problem.brief());
    }
    var source = SparseSource.withRounds(cell.source(), wanted);
    if (source.isEmpty()) {
      return new Edit.Refused(
          "The source could not be changed by itself: it allows %d rounds at most. Write \"rounds: %d\" into it, if that is meant."
              .formatted(SparseSource.MOST_ROUNDS, wanted));
    }
    var edit = notebooks.edit(experiment, cell.id(), cell.source(), source.get(), by);
    if (edit instanceof Edit.Saved) {
      execution.run(experiment, List.of(cell.id()), by);
    }
    return edit;
  }
}
