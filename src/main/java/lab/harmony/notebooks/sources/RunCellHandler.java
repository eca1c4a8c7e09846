package lab.harmony.notebooks.sources;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.notebooks.cells.Basis;
import lab.harmony.notebooks.cells.CellContext;
import lab.harmony.notebooks.cells.CellInputs;
import lab.harmony.notebooks.cells.CellProblem;
import lab.harmony.notebooks.cells.CellProgress;
import lab.harmony.notebooks.cells.CellResult;
import lab.harmony.notebooks.cells.CellSink;
import lab.harmony.notebooks.cells.CellStanding;
import lab.harmony.notebooks.cells.CellState;
import lab.harmony.notebooks.cells.CellWork;
import lab.harmony.notebooks.cells.ExecutableCell;
import lab.harmony.notebooks.cells.Execution;
import lab.harmony.notebooks.cells.OutlineWords;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.people.Actor;
import lab.harmony.recipe.Recipe;
import lab.harmony.runs.GenerateSpec;
import lab.harmony.runs.PromptNotes;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunState;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.runs.store.Submission;
import lab.harmony.workspace.ReadOnce;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Run cells: pictures of a prompt matrix, made by a run of the queue that outlives this process,
/// or a run that was imported.
@Component
@Order(20)
class RunCellHandler implements ExecutableCell {
  private final RunQueue runs;
  private final RunSpecs specs;
  private final RunCellResults results;

  RunCellHandler(RunQueue runs, RunSpecs specs, RunCellResults results) {
    this.runs = runs;
    this.specs = specs;
    this.results = results;
  }

  @Override
  public CellKind kind() {
    return CellKind.RUN;
  }

  @Override
  public String label() {
    return "Run";
  }

  @Override
  public String starter() {
    return StarterRun.at(Recipe.USUAL_GUIDANCE);
  }

  @Override
  public String invitation() {
    return "Not run yet: Shift Enter makes the pictures.";
  }

  @Override
  public String outline(Cell cell) {
    return "Run" + OutlineWords.setting(cell, "model") + adapters(cell);
  }

  /// ` + lora-v1` where the source asks for it in one line, as pictures are told apart by it.
  private static String adapters(Cell cell) {
    var written = OutlineWords.setting(cell, "adapters").replaceAll("^ · |[\\[\\]\"']", "");
    return Arrays.stream(written.split(","))
        .map(adapter -> adapter.replaceFirst(":\\s*-?[\\d.]+\\s*$", "").strip())
        .filter(name -> !name.isEmpty())
        .map(name -> " + " + name)
        .collect(Collectors.joining());
  }

  @Override
  public void check(CellContext cell) {
    basis(cell);
  }

  @Override
  public CellInputs inputs(CellContext cell) {
    return new CellInputs(basis(cell));
  }

  private Basis basis(CellContext cell) {
    return switch (RunSource.read(cell.cell().source())) {
      case RunSource.Generate source -> RunSpecs.basis(spec(cell, source));
      case RunSource.Imported(var run) -> RunSpecs.basis(run);
    };
  }

  private record Asked(ExperimentSlug experiment, CellId cell, String source) {}

  private GenerateSpec spec(CellContext cell, RunSource.Generate source) {
    var asked = new Asked(cell.experiment(), cell.cell().id(), cell.cell().source());
    return ReadOnce.of(this, asked, () -> specs.spec(asked.experiment(), asked.cell(), source));
  }

  @Override
  public void lookAhead(List<Cell> cells) {
    runs.images(cells.stream().flatMap(cell -> RunCells.run(cell).stream()).toList());
  }

  @Override
  public List<String> notes(CellContext cell) {
    return switch (RunSource.read(cell.cell().source())) {
      case RunSource.Generate source -> PromptNotes.of(spec(cell, source).prompts());
      case RunSource.Imported _ -> List.of();
    };
  }

  /// As long as there is no run, what the cell shows is of the time before.
  @Override
  public CellState beginning() {
    return new CellState.Waiting();
  }

  @Override
  public Optional<CellResult> execute(CellContext cell, CellSink sink) {
    var run =
        switch (RunSource.read(cell.cell().source())) {
          case RunSource.Generate source -> generate(cell, source, sink);
          case RunSource.Imported(var imported) -> adopt(cell, imported, sink);
        };
    results.await(cell.experiment(), run);
    return Optional.empty();
  }

  /// Shows the pictures of a run that is there already.
  private RunId adopt(CellContext cell, RunId run, CellSink sink) {
    var there =
        runs.find(run)
            .orElseThrow(() ->
                new CellProblem(
                    1,
                    "the imported run %s is not in this lab; import its pictures again with ./lab import-images"
                        .formatted(run)));
    if (!there.spec().experiment().equals(cell.experiment().value())
        || !there.spec().cellId().equals(cell.cell().id().value())) {
      throw new CellProblem(
          1,
          "the run %s belongs to the cell %s of the experiment %s"
              .formatted(run, there.spec().cellId(), there.spec().experiment()));
    }
    sink.began(RunSpecs.basis(run), run);
    return run;
  }

  private RunId generate(CellContext cell, RunSource.Generate source, CellSink sink) {
    var spec = spec(cell, source);
    var basis = RunSpecs.basis(spec);
    var unfinished =
        Execution.of(cell.cell())
            .filter(before -> basis.changedSince(before.inputs()).isEmpty())
            .flatMap(Execution::run)
            .filter(run -> runs.restart(run, sink.by()));
    var run =
        unfinished.orElseGet(() ->
            switch (runs.submit(spec, sink.by())) {
              case Submission.Accepted(var id) -> id;
              case Submission.Rejected(var reason) -> throw new CellProblem(0, reason);
            });
    sink.began(basis, run);
    if (sink.stopped()) {
      runs.cancel(run, sink.by(), "");
    }
    return run;
  }

  /// Complete pictures of its run stay.
  @Override
  public void stop(CellContext cell, Actor by, String reason) {
    RunCells.run(cell.cell()).ifPresent(run -> runs.cancel(run, by, reason));
  }

  @Override
  public CellState state(CellContext cell, Execution last) {
    if (last.run().isEmpty()) {
      return new CellState.Idle();
    }
    var id = last.run().get();
    return runs.find(id)
        .map(run -> state(run, last))
        .orElseGet(() ->
            last.result().isPresent()
                ? new CellState.Finished(last.at())
                : new CellState.Stale("its run %s is not in this lab; run it again".formatted(id)));
  }

  private static CellState state(Run run, Execution last) {
    return switch (run.state()) {
      case RunState.Queued _, RunState.Running _ -> working(run).orElseThrow();
      case RunState.Failed(_, var reason) -> new CellState.Failed(reason);
      case RunState.Cancelled _ -> new CellState.Failed(RunCellResults.cancelled(run));
      case RunState.Finished(var at, _) ->
          last.result().isEmpty()
              ? new CellState.Running(run.images(), run.images(), 1, Optional.empty())
              : new CellState.Finished(at);
    };
  }

  /// The state of the cell of a run that waits or works; empty when it is over.
  private static Optional<CellState> working(Run run) {
    return switch (run.state()) {
      case RunState.Queued(var position) -> Optional.of(new CellState.Queued(position));
      case RunState.Running(var done, var total, var fraction, var remaining) ->
          Optional.of(new CellState.Running(done, total, fraction, remaining));
      case RunState.Finished _, RunState.Failed _, RunState.Cancelled _ -> Optional.empty();
    };
  }

  @Override
  public CellWork work(Cell cell) {
    return RunCells.run(cell)
        .flatMap(runs::find)
        .<CellWork>map(run -> new RunWork(run, runs.images(run)))
        .orElse(CellWork.NONE);
  }

  /// A run that has begun or ended may make other cells another.
  @Override
  public Optional<CellProgress> further(CellStanding before) {
    return before.work() instanceof RunWork(var known, _)
        ? runs.find(known.id()).flatMap(run -> further(before.state(), run))
        : Optional.empty();
  }

  private Optional<CellProgress> further(CellState before, Run run) {
    return working(run)
        .filter(now -> now.getClass().equals(before.getClass()))
        .map(now -> new CellProgress(now, new RunWork(run, runs.images(run))));
  }
}
