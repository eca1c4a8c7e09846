package lab.harmony.notebooks.cells;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.results.Rendering;
import lab.harmony.notebooks.results.Renderings;
import lab.harmony.people.Actor;

/// A kind of cell that the lab executes. Cells of one notebook are executed one after the other,
/// each on a thread of its own.
public interface ExecutableCell extends CellHandler {

  @Override
  default String language() {
    return "yaml";
  }

  /// What stands in the place of a result that there is none of yet: `Not run yet: Shift Enter
  /// makes the pictures.`
  String invitation();

  /// Looks whether the source can be executed as it stands.
  ///
  /// @throws CellProblem naming everything that is wrong, with its lines
  void check(CellContext cell);

  /// What its result would rest on if it was executed now. What it was executed with is kept beside
  /// the result, and the cell is stale when a group of facts is another.
  ///
  /// @throws CellProblem naming everything that is wrong, with its lines
  CellInputs inputs(CellContext cell);

  /// Executes a cell, and returns when that is over. The answer is stored with the result as one
  /// change that its person can take back. A handler whose work outlives this process answers
  /// nothing: it has told [CellSink#began] and stores what comes of it itself, now or later.
  ///
  /// @param sink what can be seen meanwhile
  /// @throws CellProblem when it cannot be executed, or when there is nothing to show
  Optional<CellResult> execute(CellContext cell, CellSink sink);

  /// Ends the work of a cell, so that `execute` comes back soon. By then [CellSink#stopped] says
  /// that it was asked for; what was shown until then is kept as the result of a cell that failed.
  ///
  /// @param by who asks for it; that they may is known unless its work outlives this process
  /// @param reason why they stop what another has started; empty otherwise
  default void stop(CellContext cell, Actor by, String reason) {}

  /// What the page says of a cell until its work says more.
  default CellState beginning() {
    return new CellState.Running(0, 0, 0, Optional.empty());
  }

  /// Reads together, within a look ([lab.harmony.workspace.ReadOnce]), what will be asked for each
  /// of these cells of this kind: those of one notebook, or of many.
  default void lookAhead(List<Cell> cells) {}

  /// How far the work of its last execution is; a finished one is looked at for staleness.
  default CellState state(CellContext cell, Execution last) {
    return new CellState.Finished(last.at());
  }

  /// What the page shows of its work beside the stored result.
  default CellWork work(Cell cell) {
    return CellWork.NONE;
  }

  /// What its work has become after an event that concerned it; empty where other cells may be
  /// another too.
  default Optional<CellProgress> further(CellStanding before) {
    return Optional.empty();
  }

  /// How its source is read, where that may surprise; nothing while it cannot be executed.
  default List<String> notes(CellContext cell) {
    return List.of();
  }

  @Override
  default List<Rendering> render(Cell cell) {
    var renderings = new ArrayList<Rendering>();
    if (cell.outputs().isEmpty()) {
      renderings.add(new Rendering.NotRun());
    }
    renderings.addAll(Renderings.of(cell));
    return renderings;
  }
}
