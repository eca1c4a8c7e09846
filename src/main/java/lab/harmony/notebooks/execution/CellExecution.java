package lab.harmony.notebooks.execution;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import lab.harmony.notebooks.cells.Basis;
import lab.harmony.notebooks.cells.CellContext;
import lab.harmony.notebooks.cells.CellHandlers;
import lab.harmony.notebooks.cells.CellProblem;
import lab.harmony.notebooks.cells.CellResult;
import lab.harmony.notebooks.cells.Execution;
import lab.harmony.notebooks.document.JsonText;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.notebooks.document.Output;
import lab.harmony.notebooks.store.Edit;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.runs.RunId;
import lab.harmony.workspace.Sha256;
import org.springframework.stereotype.Component;

/// Executes one cell and writes what came out into the notebook.
@Component
class CellExecution {
  /// What stored outputs call a cell that somebody stopped.
  private static final String STOPPED = "Stopped";

  private final Notebooks notebooks;
  private final CellHandlers handlers;
  private final People people;
  private final Clock clock;

  CellExecution(Notebooks notebooks, CellHandlers handlers, People people, Clock clock) {
    this.notebooks = notebooks;
    this.handlers = handlers;
    this.people = people;
    this.clock = clock;
  }

  /// Executes a cell; over when this comes back.
  void execute(CellContext cell, CellWorkbench bench) {
    var handler = handlers.executable(cell.cell()).orElseThrow();
    try {
      var result = handler.execute(cell, bench);
      if (result.isPresent() && bench.stopped()) {
        stopped(cell, bench, result.get().outputs());
      } else {
        result.ifPresent(made -> store(cell, made, bench.by()));
      }
    } catch (CellProblem problem) {
      if (bench.stopped()) {
        stopped(cell, bench, bench.shown());
      } else {
        fail(cell, bench.by(), bench.shown(), problem.output());
      }
    } catch (RuntimeException problem) {
      if (bench.stopped()) {
        stopped(cell, bench, bench.shown());
        return;
      }
      fail(
          cell,
          bench.by(),
          bench.shown(),
          Output.Failure.of(
              problem.getClass().getSimpleName(), String.valueOf(problem.getMessage())));
      throw problem;
    }
  }

  /// Stores that the work has begun which outlives this process, and that what it rests on was this
  /// then.
  void began(CellContext cell, Actor by, Basis basis, RunId run) {
    var execution =
        new Execution(
            clock.instant(), people.sign(by), basis.inputs(), Optional.of(run), Optional.empty());
    write(cell, by, List.of(), Optional.of(execution));
  }

  private void store(CellContext cell, CellResult result, Actor by) {
    var execution =
        new Execution(
            clock.instant(),
            people.sign(by),
            result.basis().inputs(),
            Optional.empty(),
            Optional.of(hash(result.outputs())));
    write(cell, by, result.outputs(), Optional.of(execution));
  }

  private static String hash(List<Output> outputs) {
    var text = new StringBuilder();
    outputs.forEach(output -> text.append(JsonText.MAPPER.writeValueAsString(output.toJson())));
    return Sha256.of(text.toString()).brief();
  }

  private void stopped(CellContext cell, CellWorkbench bench, List<Output> soFar) {
    fail(
        cell,
        bench.by(),
        soFar,
        Output.Failure.of(STOPPED, "the cell was stopped before it was finished"));
  }

  /// What it showed until then stays above what went wrong.
  private void fail(CellContext cell, Actor by, List<Output> soFar, Output failure) {
    var outputs = new ArrayList<>(soFar);
    outputs.add(failure);
    write(cell, by, outputs, Optional.empty());
  }

  /// Writes what a person asked for, who can take it back.
  private void write(
      CellContext cell, Actor by, List<Output> outputs, Optional<Execution> execution) {
    var id = cell.cell().id();
    UnaryOperator<Notebook> change =
        before -> {
          var after =
              before.withExecutionCount(id, before.nextExecutionCount()).withOutputs(id, outputs);
          return execution.map(it -> after.withHarmony(id, it::writeTo)).orElse(after);
        };
    notebooks.onCell(
        cell.experiment(), id, "", by, (notebook, _) -> new Edit.Saved(change.apply(notebook), id));
  }
}
