package lab.harmony.notebooks;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.notebooks.Pictures.Origin;
import lab.harmony.runs.PromptNotes;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunQueue;
import lab.harmony.runs.RunState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Derives the state of cells from the notebook, the runs, the prompts, the models and the scores
/// as they are now.
@Component
class CellStates {
  private static final Logger LOG = LoggerFactory.getLogger(CellStates.class);

  private final RunQueue runs;
  private final RunSpecs specs;
  private final Looks looks;

  CellStates(RunQueue runs, RunSpecs specs, Looks looks) {
    this.runs = runs;
    this.specs = specs;
    this.looks = looks;
  }

  /// The states of all cells of a notebook, in its order.
  Map<CellId, CellState> of(ExperimentSlug experiment, Notebook notebook, Plan plan) {
    var inspection = new Inspection(experiment, notebook);
    var waiting = plan.waiting();
    var starting = plan.starting();
    var working = plan.working();
    var states = new LinkedHashMap<CellId, CellState>();
    for (var cell : notebook.cells()) {
      var id = cell.id();
      var run = cell.kind() == CellKind.RUN;
      if (waiting.contains(id) || run && starting.filter(id::equals).isPresent()) {
        states.put(id, new CellState.Waiting());
      } else if (!run && working.filter(id::equals).isPresent()) {
        states.put(id, new CellState.Running(0, 0, 0, Optional.empty()));
      } else {
        states.put(id, inspection.guarded(cell));
      }
    }
    return states;
  }

  /// The state of the cell of a run that waits or works; empty when it is over.
  static Optional<CellState> working(Run run) {
    return switch (run.state()) {
      case RunState.Queued(var position) -> Optional.of(new CellState.Queued(position));
      case RunState.Running(var done, var total, var fraction, var remaining) ->
          Optional.of(new CellState.Running(done, total, fraction, remaining));
      case RunState.Finished _, RunState.Failed _, RunState.Cancelled _ -> Optional.empty();
    };
  }

  /// What keeps the source of an executable cell from being executed.
  Optional<String> problem(ExperimentSlug experiment, Cell cell) {
    try {
      if (cell.kind() == CellKind.RUN) {
        specs.basis(experiment, cell);
      } else {
        CellSource.read(cell.kind(), cell.source());
      }
      return Optional.empty();
    } catch (CellProblem problem) {
      return Optional.of(problem.sentence());
    } catch (RuntimeException | StackOverflowError e) {
      LOG.warn("The source of cell {} of {} cannot be read.", cell.id(), experiment, e);
      return Optional.of("This source cannot be read; write it more simply.");
    }
  }

  /// How the prompts of a run cell are read, where that may surprise; nothing while it cannot be
  /// executed.
  List<String> notes(ExperimentSlug experiment, Cell cell) {
    try {
      return switch (CellSource.run(cell.source())) {
        case CellSource.Generate source ->
            PromptNotes.of(specs.spec(experiment, cell.id(), source).prompts());
        case CellSource.Imported _ -> List.of();
      };
    } catch (RuntimeException | StackOverflowError toldAsProblem) {
      return List.of();
    }
  }

  /// One look at everything, in which each run cell is judged once.
  private final class Inspection {
    private final ExperimentSlug experiment;
    private final Notebook notebook;
    private final Map<String, CellState> runCells = new HashMap<>();

    private Inspection(ExperimentSlug experiment, Notebook notebook) {
      this.experiment = experiment;
      this.notebook = notebook;
    }

    /// A cell that nobody thought of does not keep the others from being shown.
    private CellState guarded(Cell cell) {
      try {
        return state(cell);
      } catch (RuntimeException | StackOverflowError e) {
        LOG.warn("The state of cell {} of {} cannot be told.", cell.id(), experiment, e);
        return new CellState.Failed("its state cannot be told; correct its source or run it again");
      }
    }

    private CellState state(Cell cell) {
      return switch (cell.kind()) {
        case MARKDOWN, FINDING, CODE, RAW -> new CellState.Idle();
        case RUN -> runCell(new Origin(experiment, cell));
        case SCORES, CHART, GRID -> looking(cell);
      };
    }

    private CellState runCell(Origin origin) {
      var known = runCells.get(origin.label());
      if (known != null) {
        return known;
      }
      var state = failure(origin.cell()).orElseGet(() -> executedRun(origin));
      runCells.put(origin.label(), state);
      return state;
    }

    private CellState executedRun(Origin origin) {
      var execution = Execution.of(origin.cell());
      var id = execution.flatMap(Execution::run);
      if (id.isEmpty()) {
        return new CellState.Idle();
      }
      var finished = new CellState.Finished(execution.orElseThrow().at());
      return runs.find(id.get())
          .map(run -> state(run, execution.orElseThrow(), origin))
          .orElseGet(() ->
              execution.orElseThrow().result().isPresent()
                  ? freshness(origin, execution.orElseThrow(), finished)
                  : new CellState.Stale(
                      "its run %s is not in this lab; run it again".formatted(id.get())));
    }

    private CellState state(Run run, Execution execution, Origin origin) {
      return switch (run.state()) {
        case RunState.Queued _, RunState.Running _ -> working(run).orElseThrow();
        case RunState.Failed(_, var reason) -> new CellState.Failed(reason);
        case RunState.Cancelled _ ->
            new CellState.Failed(
                "the run was cancelled after %d of %d images"
                    .formatted(run.images(), run.spec().prompts().size()));
        case RunState.Finished(var at, _) ->
            execution.result().isEmpty()
                ? new CellState.Running(run.images(), run.images(), 1, Optional.empty())
                : freshness(origin, execution, new CellState.Finished(at));
      };
    }

    private CellState freshness(Origin origin, Execution execution, CellState fresh) {
      try {
        return specs
            .basis(origin.experiment(), origin.cell())
            .changedSince(execution.inputs())
            .<CellState>map(CellState.Stale::new)
            .orElse(fresh);
      } catch (CellProblem e) {
        return unreadable(e);
      }
    }

    private CellState looking(Cell cell) {
      var failed = failure(cell);
      var execution = Execution.of(cell);
      if (failed.isPresent() || execution.isEmpty()) {
        return failed.orElseGet(CellState.Idle::new);
      }
      try {
        var look = looks.of(experiment, notebook, cell);
        return look.origins().stream()
            .flatMap(origin -> blocked(origin).stream())
            .findFirst()
            .or(() -> look.basis().changedSince(execution.get().inputs()))
            .<CellState>map(CellState.Stale::new)
            .orElseGet(() -> new CellState.Finished(execution.get().at()));
      } catch (CellProblem e) {
        return unreadable(e);
      }
    }

    /// Why what this run cell made is not what its dependants should show.
    private Optional<String> blocked(Origin origin) {
      return switch (runCell(origin)) {
        case CellState.Idle _, CellState.Finished _ -> Optional.empty();
        case CellState.Waiting _, CellState.Queued _, CellState.Running _ ->
            Optional.of("the run %s is not finished".formatted(origin.label()));
        case CellState.Failed _ -> Optional.of("the run %s failed".formatted(origin.label()));
        case CellState.Stale _ -> Optional.of("the run %s is stale".formatted(origin.label()));
      };
    }

    private static CellState unreadable(CellProblem problem) {
      return new CellState.Stale("its source cannot be executed any more: " + problem.brief());
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
