package lab.harmony.notebooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunQueue;
import lab.harmony.runs.RunState;
import org.springframework.stereotype.Service;

/// Finds out where notebooks stand: once for all who look at them.
@Service
public class NotebookStandings {
  private final Notebooks notebooks;
  private final NotebookExecution execution;
  private final RunQueue runs;

  NotebookStandings(Notebooks notebooks, NotebookExecution execution, RunQueue runs) {
    this.notebooks = notebooks;
    this.execution = execution;
    this.runs = runs;
  }

  public NotebookStanding of(ExperimentSlug experiment) {
    return switch (notebooks.open(experiment)) {
      case OpenedNotebook.Readable readable -> of(experiment, readable);
      case OpenedNotebook.Unreadable unreadable -> new NotebookStanding(unreadable, List.of());
      case OpenedNotebook.Missing missing -> new NotebookStanding(missing, List.of());
    };
  }

  /// What follows from one run having got further: only its cell is looked at again, unless the run
  /// has begun or ended, on which other cells may rest.
  public NotebookStanding after(NotebookStanding before, ExperimentSlug experiment, RunId changed) {
    var cells = new ArrayList<>(before.cells());
    for (var i = 0; i < cells.size(); i++) {
      var cell = cells.get(i);
      if (cell.run().map(Run::id).filter(changed::equals).isPresent()) {
        var further = runs.find(changed).flatMap(run -> further(cell, run));
        if (further.isEmpty()) {
          return of(experiment);
        }
        cells.set(i, further.get());
      }
    }
    return new NotebookStanding(before.opened(), cells);
  }

  private Optional<CellStanding> further(CellStanding cell, Run run) {
    return switch (run.state()) {
      case RunState.Queued _ when cell.state() instanceof CellState.Queued -> working(cell, run);
      case RunState.Running _ when cell.state() instanceof CellState.Running -> working(cell, run);
      case RunState.Queued _,
          RunState.Running _,
          RunState.Finished _,
          RunState.Failed _,
          RunState.Cancelled _ ->
          Optional.empty();
    };
  }

  private Optional<CellStanding> working(CellStanding cell, Run run) {
    return CellStates.working(run).map(state -> cell.with(state, run, runs.images(run)));
  }

  private NotebookStanding of(ExperimentSlug experiment, OpenedNotebook.Readable opened) {
    var notebook = opened.notebook();
    var states = execution.states(experiment, notebook);
    return new NotebookStanding(
        opened,
        notebook.cells().stream()
            .map(cell -> of(experiment, cell, states.getOrDefault(cell.id(), new CellState.Idle())))
            .toList());
  }

  private CellStanding of(ExperimentSlug experiment, Cell cell, CellState state) {
    var run =
        cell.kind() == CellKind.RUN
            ? NotebookExecution.runOf(cell).flatMap(runs::find)
            : Optional.<Run>empty();
    return new CellStanding(
        cell,
        state,
        run,
        run.map(runs::images).orElse(List.of()),
        execution.problem(experiment, cell),
        execution.notes(experiment, cell));
  }
}
