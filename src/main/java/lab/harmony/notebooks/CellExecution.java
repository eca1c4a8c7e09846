package lab.harmony.notebooks;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import lab.harmony.notebooks.CellSource.Chart;
import lab.harmony.notebooks.CellSource.Generate;
import lab.harmony.notebooks.CellSource.Grid;
import lab.harmony.notebooks.CellSource.Imported;
import lab.harmony.notebooks.CellSource.ScoreTable;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunQueue;
import lab.harmony.runs.RunState;
import lab.harmony.runs.Submission;
import org.springframework.stereotype.Component;

/// Executes one cell and writes what came out into the notebook.
@Component
class CellExecution {
  private final Notebooks notebooks;
  private final RunQueue runs;
  private final RunSpecs specs;
  private final Looks looks;
  private final OutputWriter writer;
  private final Clock clock;

  CellExecution(
      Notebooks notebooks,
      RunQueue runs,
      RunSpecs specs,
      Looks looks,
      OutputWriter writer,
      Clock clock) {
    this.notebooks = notebooks;
    this.runs = runs;
    this.specs = specs;
    this.looks = looks;
    this.writer = writer;
    this.clock = clock;
  }

  /// Executes a cell; a run cell is only started, and its run is the answer.
  Optional<RunId> execute(ExperimentSlug experiment, Notebook notebook, Cell cell, String by) {
    try {
      return cell.kind() == CellKind.RUN
          ? start(experiment, cell, by)
          : show(experiment, notebook, cell, by);
    } catch (CellProblem problem) {
      fail(experiment, cell.id(), by, OutputWriter.failure(problem));
      return Optional.empty();
    } catch (RuntimeException problem) {
      fail(
          experiment,
          cell.id(),
          by,
          OutputWriter.failure(
              problem.getClass().getSimpleName(), String.valueOf(problem.getMessage())));
      throw problem;
    }
  }

  private Optional<RunId> start(ExperimentSlug experiment, Cell cell, String by) {
    return switch (CellSource.run(cell.source())) {
      case Generate source -> generate(experiment, cell, source, by);
      case Imported(var run) -> adopt(experiment, cell, run, by);
    };
  }

  /// Shows the pictures of a run that is there already.
  private Optional<RunId> adopt(ExperimentSlug experiment, Cell cell, RunId run, String by) {
    var there =
        runs.find(run)
            .orElseThrow(() ->
                new CellProblem(
                    1,
                    "the imported run %s is not in this lab; import its pictures again with ./lab import-images"
                        .formatted(run)));
    if (!there.spec().experiment().equals(experiment.value())
        || !there.spec().cellId().equals(cell.id().value())) {
      throw new CellProblem(
          1,
          "the run %s belongs to the cell %s of the experiment %s"
              .formatted(run, there.spec().cellId(), there.spec().experiment()));
    }
    started(
        experiment,
        cell.id(),
        new Execution(
            clock.instant(), by, RunSpecs.basis(run).inputs(), Optional.of(run), Optional.empty()));
    return Optional.of(run);
  }

  private Optional<RunId> generate(
      ExperimentSlug experiment, Cell cell, Generate source, String by) {
    var spec = specs.spec(experiment, cell.id(), source);
    var basis = RunSpecs.basis(spec);
    var inputs = basis.inputs();
    var unfinished =
        Execution.of(cell)
            .filter(before -> basis.changedSince(before.inputs()).isEmpty())
            .flatMap(Execution::run)
            .filter(runs::restart);
    if (unfinished.isPresent()) {
      started(
          experiment,
          cell.id(),
          new Execution(clock.instant(), by, inputs, unfinished, Optional.empty()));
      return unfinished;
    }
    return switch (runs.submit(spec, by)) {
      case Submission.Accepted(var id) -> {
        started(
            experiment,
            cell.id(),
            new Execution(clock.instant(), by, inputs, Optional.of(id), Optional.empty()));
        yield Optional.of(id);
      }
      case Submission.Rejected(var reason) -> throw new CellProblem(0, reason);
    };
  }

  private void started(ExperimentSlug experiment, CellId id, Execution execution) {
    write(
        experiment,
        id,
        execution.by(),
        notebook ->
            notebook
                .withExecutionCount(id, notebook.nextExecutionCount())
                .withOutputs(id, List.of())
                .withHarmony(id, execution::writeTo));
  }

  private Optional<RunId> show(ExperimentSlug experiment, Notebook notebook, Cell cell, String by) {
    var look = looks.of(experiment, notebook, cell);
    if (look.judgements().pictures().isEmpty()) {
      throw CellProblem.nothing(withoutPictures(look));
    }
    var output =
        switch (look.source()) {
          case ScoreTable table -> writer.scores(table, look.judgements());
          case Chart chart -> writer.chart(chart, drawable(chart, look.judgements()));
          case Grid grid -> writer.grid(grid, look.judgements());
        };
    var execution =
        new Execution(
            clock.instant(),
            by,
            look.basis().inputs(),
            Optional.empty(),
            Optional.of(RunSpecs.hash(JsonText.MAPPER.writeValueAsString(output.toJson()))));
    write(
        experiment,
        cell.id(),
        by,
        before ->
            before
                .withExecutionCount(cell.id(), before.nextExecutionCount())
                .withOutputs(cell.id(), List.of(output))
                .withHarmony(cell.id(), execution::writeTo));
    return Optional.empty();
  }

  /// Why there are no pictures, by the run cells that were looked at.
  private static String withoutPictures(Look look) {
    var cells = look.origins().stream().map(Pictures.Origin::label).toList();
    return cells.isEmpty()
        ? "There are no pictures to show yet, because there is no run cell to look at. Add one and"
            + " execute it."
        : "There are no pictures to show yet. Execute a run cell first: %s."
            .formatted(String.join(", ", cells));
  }

  private static Judgements drawable(Chart chart, Judgements judgements) {
    var pictures = judgements.pictures().size();
    if (judgements.rows().isEmpty()) {
      throw CellProblem.nothing(
          switch (chart.judge()) {
            case HUMAN ->
                "None of the %d images is scored yet. Review them, or write \"scores: machine\" to see the machine's verdicts."
                    .formatted(pictures);
            case MACHINE ->
                "The machine judge has read none of the %d images. Review them and write \"scores: human\", or execute their run cell again."
                    .formatted(pictures);
          });
    }
    chart
        .figure()
        .nothing(judgements.analytics())
        .ifPresent(reason -> {
          throw CellProblem.nothing(reason);
        });
    return judgements;
  }

  /// Writes the result of a run that is over, once.
  void finish(ExperimentSlug experiment, Run run) {
    var id = new CellId(run.spec().cellId());
    switch (run.state()) {
      case RunState.Queued _, RunState.Running _ -> {}
      case RunState.Finished _ -> {
        if (awaits(experiment, id, run.id())) {
          var images = runs.images(run.id());
          var output = writer.run(run, images);
          write(
              experiment,
              id,
              notebook ->
                  awaits(notebook, id, run.id())
                      ? notebook
                          .withOutputs(id, List.of(output))
                          .withHarmony(
                              id,
                              harmony ->
                                  Execution.of(notebook.find(id).orElseThrow())
                                      .orElseThrow()
                                      .withResult(Pictures.hash(images))
                                      .writeTo(harmony))
                      : notebook);
        }
      }
      case RunState.Failed(_, var reason) -> failRun(experiment, id, run, reason);
      case RunState.Cancelled _ ->
          failRun(
              experiment,
              id,
              run,
              "the run was cancelled after %d of %d images"
                  .formatted(run.images(), run.spec().prompts().size()));
    }
  }

  private void failRun(ExperimentSlug experiment, CellId id, Run run, String reason) {
    write(
        experiment,
        id,
        notebook ->
            awaits(notebook, id, run.id()) && notebook.find(id).orElseThrow().outputs().isEmpty()
                ? notebook.withOutputs(id, List.of(OutputWriter.failure("RunFailed", reason)))
                : notebook);
  }

  private void fail(ExperimentSlug experiment, CellId id, String by, Output failure) {
    write(
        experiment,
        id,
        by,
        notebook ->
            notebook
                .withExecutionCount(id, notebook.nextExecutionCount())
                .withOutputs(id, List.of(failure)));
  }

  private boolean awaits(ExperimentSlug experiment, CellId id, RunId run) {
    return switch (notebooks.open(experiment)) {
      case OpenedNotebook.Readable(var notebook) -> awaits(notebook, id, run);
      case OpenedNotebook.Unreadable _, OpenedNotebook.Missing _ -> false;
    };
  }

  /// Whether the cell started this run and has no result of it yet.
  private static boolean awaits(Notebook notebook, CellId id, RunId run) {
    return notebook
        .find(id)
        .flatMap(Execution::of)
        .filter(execution ->
            execution.run().filter(run::equals).isPresent() && execution.result().isEmpty())
        .isPresent();
  }

  /// Writes what a person asked for, who can take it back.
  private void write(
      ExperimentSlug experiment, CellId id, String by, UnaryOperator<Notebook> change) {
    notebooks.onCell(
        experiment, id, "", by, (notebook, _) -> new Edit.Saved(change.apply(notebook), id));
  }

  /// Writes what came of it.
  private void write(ExperimentSlug experiment, CellId id, UnaryOperator<Notebook> change) {
    notebooks.onCell(experiment, id, (notebook, _) -> new Edit.Saved(change.apply(notebook), id));
  }
}
