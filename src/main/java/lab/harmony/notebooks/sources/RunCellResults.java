package lab.harmony.notebooks.sources;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import lab.harmony.notebooks.cells.Execution;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.notebooks.document.Output;
import lab.harmony.notebooks.results.StoredRun;
import lab.harmony.notebooks.store.Edit;
import lab.harmony.notebooks.store.NotebookChanged;
import lab.harmony.notebooks.store.NotebookFiles;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunChanged;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunState;
import lab.harmony.runs.store.RunQueue;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Writes what came of runs into the cells that started them: once, however a run came to its end
/// and whether or not the lab was running then.
@Component
class RunCellResults implements AutoCloseable {
  private final Notebooks notebooks;
  private final NotebookFiles files;
  private final RunQueue runs;
  private final ApplicationEventPublisher events;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<RunId, CompletableFuture<Void>> awaited = new ConcurrentHashMap<>();

  RunCellResults(
      Notebooks notebooks, NotebookFiles files, RunQueue runs, ApplicationEventPublisher events) {
    this.notebooks = notebooks;
    this.files = files;
    this.runs = runs;
    this.events = events;
  }

  /// Waits until a run is over. The event says so; a worker in another process sends none, so the
  /// queue is asked as well.
  void await(ExperimentSlug experiment, RunId id) {
    var over = awaited.computeIfAbsent(id, _ -> new CompletableFuture<>());
    while (!over.isDone() && runs.find(id).filter(run -> !run.state().isOver()).isPresent()) {
      over.copy().completeOnTimeout(null, 1, TimeUnit.SECONDS).join();
    }
    awaited.remove(id);
    runs.find(id).ifPresent(run -> finish(experiment, run));
  }

  /// Writes the result of a run that is over. One that only got further changes no notebook; the
  /// thread that announces it is the one that draws, so everything is done on others.
  @EventListener
  void runChanged(RunChanged change) {
    threads.execute(() -> runs.find(change.run()).ifPresent(this::finish));
  }

  private void finish(Run run) {
    Optional.of(run.spec().experiment())
        .filter(_ -> !run.spec().cellId().isEmpty() && run.state().isOver())
        .flatMap(ExperimentSlug::find)
        .ifPresent(slug -> {
          finish(slug, run);
          Optional.ofNullable(awaited.get(run.id())).ifPresent(over -> over.complete(null));
          files.list().forEach(each -> events.publishEvent(new NotebookChanged(each)));
        });
  }

  /// Writes the results of runs that came to their end while the lab was not running.
  @EventListener(ApplicationReadyEvent.class)
  void catchUp() {
    for (var experiment : files.list()) {
      if (notebooks.open(experiment) instanceof OpenedNotebook.Readable(var notebook)) {
        var ids = notebook.cells().stream().flatMap(cell -> RunCells.run(cell).stream()).toList();
        runs.find(ids).stream()
            .filter(run -> run.state().isOver())
            .forEach(run -> finish(experiment, run));
      }
    }
  }

  /// Writes the result of a run that is over, once.
  private void finish(ExperimentSlug experiment, Run run) {
    var id = new CellId(run.spec().cellId());
    switch (run.state()) {
      case RunState.Queued _, RunState.Running _ -> {}
      case RunState.Finished _ -> {
        if (awaits(experiment, id, run.id())) {
          store(experiment, id, run);
        }
      }
      case RunState.Failed(_, var reason) -> fail(experiment, id, run, reason);
      case RunState.Cancelled _ -> fail(experiment, id, run, cancelled(run));
    }
  }

  static String cancelled(Run run) {
    return "the run was cancelled after %d of %d images"
        .formatted(run.images(), run.spec().prompts().size());
  }

  private void store(ExperimentSlug experiment, CellId id, Run run) {
    var images = runs.images(run.id());
    var output = StoredRun.output(run, images);
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
                                .withResult(ScopePictures.hash(images))
                                .writeTo(harmony))
                : notebook);
  }

  private void fail(ExperimentSlug experiment, CellId id, Run run, String reason) {
    write(
        experiment,
        id,
        notebook ->
            awaits(notebook, id, run.id()) && notebook.find(id).orElseThrow().outputs().isEmpty()
                ? notebook.withOutputs(id, List.of(Output.Failure.of("RunFailed", reason)))
                : notebook);
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

  /// Nobody takes back what came of a run.
  private void write(ExperimentSlug experiment, CellId id, UnaryOperator<Notebook> change) {
    notebooks.onCell(experiment, id, (notebook, _) -> new Edit.Saved(change.apply(notebook), id));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
