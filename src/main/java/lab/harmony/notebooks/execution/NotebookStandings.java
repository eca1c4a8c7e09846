package lab.harmony.notebooks.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import lab.harmony.notebooks.cells.CellContext;
import lab.harmony.notebooks.cells.CellHandlers;
import lab.harmony.notebooks.cells.CellStanding;
import lab.harmony.notebooks.cells.CellState;
import lab.harmony.notebooks.cells.CellWork;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.workspace.ReadOnce;
import org.springframework.stereotype.Service;

/// Finds out where notebooks stand: once for all who look at them.
@Service
public class NotebookStandings {
  private final Notebooks notebooks;
  private final NotebookExecution execution;
  private final CellHandlers handlers;

  NotebookStandings(Notebooks notebooks, NotebookExecution execution, CellHandlers handlers) {
    this.notebooks = notebooks;
    this.execution = execution;
    this.handlers = handlers;
  }

  public NotebookStanding of(ExperimentSlug experiment) {
    return switch (notebooks.open(experiment)) {
      case OpenedNotebook.Readable readable -> ReadOnce.during(() -> of(experiment, readable));
      case OpenedNotebook.Unreadable unreadable -> new NotebookStanding(unreadable, List.of());
      case OpenedNotebook.Missing missing -> new NotebookStanding(missing, List.of());
    };
  }

  /// What follows from the work of one cell having got further: only this cell is looked at again,
  /// unless others may rest on it.
  ///
  /// @param key what names that work: see [CellWork#key]
  public NotebookStanding after(NotebookStanding before, ExperimentSlug experiment, Object key) {
    return after(
        before,
        experiment,
        cell -> cell.work().key().equals(key),
        cell -> handlers.executable(cell.cell()).flatMap(it -> it.further(cell)).map(cell::with));
  }

  /// What follows from a cell having told something new while it is executed.
  public NotebookStanding afterTold(
      NotebookStanding before, ExperimentSlug experiment, CellId told) {
    return after(
        before,
        experiment,
        cell -> cell.cell().id().equals(told),
        cell ->
            execution
                .told(experiment, told)
                .map(state -> cell.with(state, execution.shown(experiment, told))));
  }

  private NotebookStanding after(
      NotebookStanding before,
      ExperimentSlug experiment,
      Predicate<CellStanding> concerned,
      Function<CellStanding, Optional<CellStanding>> further) {
    var cells = new ArrayList<>(before.cells());
    for (var i = 0; i < cells.size(); i++) {
      if (concerned.test(cells.get(i))) {
        var now = further.apply(cells.get(i));
        if (now.isEmpty()) {
          return of(experiment);
        }
        cells.set(i, now.get());
      }
    }
    return new NotebookStanding(before.opened(), cells);
  }

  private NotebookStanding of(ExperimentSlug experiment, OpenedNotebook.Readable opened) {
    var notebook = opened.notebook();
    handlers.lookAhead(notebook.cells());
    var states = execution.states(experiment, notebook);
    return new NotebookStanding(
        opened,
        notebook.cells().stream()
            .map(cell ->
                of(
                    new CellContext(experiment, notebook, cell),
                    states.getOrDefault(cell.id(), new CellState.Idle())))
            .toList());
  }

  private CellStanding of(CellContext context, CellState state) {
    var cell = context.cell();
    return new CellStanding(
        cell,
        state,
        handlers.executable(cell).map(handler -> handler.work(cell)).orElse(CellWork.NONE),
        execution.shown(context.experiment(), cell.id()),
        execution.problem(context),
        execution.notes(context));
  }
}
