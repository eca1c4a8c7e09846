package lab.harmony.notebooks.execution;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.notebooks.cells.CellContext;
import lab.harmony.notebooks.cells.CellHandlers;
import lab.harmony.notebooks.cells.CellProblem;
import lab.harmony.notebooks.cells.CellState;
import lab.harmony.notebooks.cells.ExecutableCell;
import lab.harmony.notebooks.cells.Execution;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.notebooks.document.Output;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Derives the state of cells from the notebook and from what they rest on as it is now.
@Component
class CellStates {
  private static final Logger LOG = LoggerFactory.getLogger(CellStates.class);

  private final CellHandlers handlers;

  CellStates(CellHandlers handlers) {
    this.handlers = handlers;
  }

  /// The states of all cells of a notebook, in its order.
  Map<CellId, CellState> of(ExperimentSlug experiment, Notebook notebook, Plan plan) {
    var inspection = new Inspection();
    var waiting = plan.waiting();
    var states = new LinkedHashMap<CellId, CellState>();
    for (var cell : notebook.cells()) {
      var id = cell.id();
      states.put(
          id,
          waiting.contains(id)
              ? new CellState.Waiting()
              : plan.work(id)
                  .flatMap(CellWorkbench::state)
                  .orElseGet(
                      () -> inspection.guarded(new CellContext(experiment, notebook, cell))));
    }
    return states;
  }

  /// What keeps the source of a cell from being executed; nothing of one that nobody executes.
  Optional<String> problem(CellContext cell) {
    try {
      handlers.executable(cell.cell()).ifPresent(handler -> handler.check(cell));
      return Optional.empty();
    } catch (CellProblem problem) {
      return Optional.of(problem.sentence());
    } catch (RuntimeException | StackOverflowError e) {
      LOG.warn("The source of cell {} cannot be read.", cell.label(), e);
      return Optional.of("This source cannot be read; write it more simply.");
    }
  }

  /// How the source of a cell is read, where that may surprise; nothing while it cannot be
  /// executed.
  List<String> notes(CellContext cell) {
    try {
      return handlers.executable(cell.cell()).map(it -> it.notes(cell)).orElse(List.of());
    } catch (RuntimeException | StackOverflowError toldAsProblem) {
      return List.of();
    }
  }

  /// One look at everything, in which each cell that others rest on is judged once.
  private final class Inspection {
    private final Map<String, CellState> known = new HashMap<>();

    /// A cell that nobody thought of does not keep the others from being shown.
    private CellState guarded(CellContext cell) {
      try {
        return state(cell);
      } catch (RuntimeException | StackOverflowError e) {
        LOG.warn("The state of cell {} cannot be told.", cell.label(), e);
        return new CellState.Failed("its state cannot be told; correct its source or run it again");
      }
    }

    private CellState state(CellContext cell) {
      var before = known.get(cell.label());
      if (before != null) {
        return before;
      }
      known.put(cell.label(), new CellState.Idle()); // what rests on itself rests on nothing
      var state =
          handlers
              .executable(cell.cell())
              .map(handler -> failure(cell.cell()).orElseGet(() -> executed(cell, handler)))
              .orElseGet(CellState.Idle::new);
      known.put(cell.label(), state);
      return state;
    }

    private CellState executed(CellContext cell, ExecutableCell handler) {
      var execution = Execution.of(cell.cell());
      if (execution.isEmpty()) {
        return new CellState.Idle();
      }
      var state = handler.state(cell, execution.get());
      return state instanceof CellState.Finished
          ? stale(cell, handler, execution.get()).<CellState>map(CellState.Stale::new).orElse(state)
          : state;
    }

    private Optional<String> stale(CellContext cell, ExecutableCell handler, Execution execution) {
      try {
        var now = handler.inputs(cell);
        return now.cells().stream()
            .flatMap(other -> blocked(other).stream())
            .findFirst()
            .or(() -> now.basis().changedSince(execution.inputs()));
      } catch (CellProblem e) {
        return Optional.of("its source cannot be executed any more: " + e.brief());
      }
    }

    /// Why what this cell made is not what those should show that rest on it.
    private Optional<String> blocked(CellContext cell) {
      var name = handlers.of(cell.cell()).kind().word() + " " + cell.label();
      return switch (state(cell)) {
        case CellState.Idle _, CellState.Finished _ -> Optional.empty();
        case CellState.Waiting _, CellState.Queued _, CellState.Running _ ->
            Optional.of("the %s is not finished".formatted(name));
        case CellState.Failed _ -> Optional.of("the %s failed".formatted(name));
        case CellState.Stale _ -> Optional.of("the %s is stale".formatted(name));
      };
    }

    private static Optional<CellState> failure(Cell cell) {
      return cell.outputs().stream()
          .filter(Output.Failure.class::isInstance)
          .map(Output.Failure.class::cast)
          .findFirst()
          .map(failure -> new CellState.Failed(failure.message()));
    }
  }
}
