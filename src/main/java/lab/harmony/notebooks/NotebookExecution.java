package lab.harmony.notebooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import lab.harmony.review.ScoresChanged;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunChanged;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/// Executes notebooks: one cell, all, or what changed. Cells of one notebook are executed one after
/// the other, in the order asked for; notebooks do not wait for each other.
@Service
public class NotebookExecution implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NotebookExecution.class);

  private final Notebooks notebooks;
  private final NotebookFiles files;
  private final CellExecution cells;
  private final CellStates states;
  private final RunQueue runs;
  private final ApplicationEventPublisher events;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<ExperimentSlug, Plan> plans = new ConcurrentHashMap<>();
  private final Map<RunId, CompletableFuture<Void>> awaited = new ConcurrentHashMap<>();

  NotebookExecution(
      Notebooks notebooks,
      NotebookFiles files,
      CellExecution cells,
      CellStates states,
      RunQueue runs,
      ApplicationEventPublisher events) {
    this.notebooks = notebooks;
    this.files = files;
    this.cells = cells;
    this.states = states;
    this.runs = runs;
    this.events = events;
  }

  /// The state of every cell, in the notebook's order; empty when it cannot be read.
  public Map<CellId, CellState> states(ExperimentSlug experiment) {
    return switch (notebooks.open(experiment)) {
      case OpenedNotebook.Readable(var notebook) -> states(experiment, notebook);
      case OpenedNotebook.Unreadable _, OpenedNotebook.Missing _ -> Map.of();
    };
  }

  public Map<CellId, CellState> states(ExperimentSlug experiment, Notebook notebook) {
    var plan = plan(experiment);
    return states.of(experiment, notebook, plan);
  }

  /// Executes these cells; the future is done when the last one is over.
  public CompletableFuture<Void> run(ExperimentSlug experiment, List<CellId> chosen, String by) {
    var done = plan(experiment).add(chosen, by);
    announce(experiment);
    threads.execute(() -> workOff(experiment));
    return done;
  }

  /// Executes every cell that can be.
  public CompletableFuture<Void> runAll(ExperimentSlug experiment, String by) {
    return run(experiment, chosen(experiment, (_, _) -> true), by);
  }

  /// Executes the cells that never ran, failed, or rest on something that changed, and those that
  /// look at them.
  public CompletableFuture<Void> runChanged(ExperimentSlug experiment, String by) {
    return run(experiment, chosen(experiment, (_, state) -> changed(state)), by);
  }

  /// Why the source of a cell could not be executed as it stands.
  public Optional<String> problem(ExperimentSlug experiment, Cell cell) {
    return cell.flaw()
        .map(flaw -> "This cell is not as a notebook has it, and is kept as it is. " + flaw)
        .or(() -> cell.kind().executable() ? states.problem(experiment, cell) : Optional.empty());
  }

  /// How the prompts of a run cell are read, where that may surprise.
  public List<String> notes(ExperimentSlug experiment, Cell cell) {
    return cell.kind() == CellKind.RUN ? states.notes(experiment, cell) : List.of();
  }

  /// The run a cell started last.
  public static Optional<RunId> runOf(Cell cell) {
    return Execution.of(cell).flatMap(Execution::run).or(() -> shown(cell));
  }

  /// Of a notebook that does not say what was executed: the run whose pictures it shows.
  private static Optional<RunId> shown(Cell cell) {
    return cell.outputs().stream()
        .filter(Output.Display.class::isInstance)
        .map(Output.Display.class::cast)
        .flatMap(display -> display.json(OutputTypes.RUN).stream())
        .findFirst()
        .flatMap(json -> RunId.parse(json.path("run").asString("")));
  }

  /// Stops a cell that waits or works; complete pictures of its run stay.
  public void stop(ExperimentSlug experiment, CellId id) {
    plan(experiment).forget(id);
    if (notebooks.open(experiment) instanceof OpenedNotebook.Readable(var notebook)) {
      notebook.find(id).flatMap(NotebookExecution::runOf).ifPresent(runs::cancel);
    }
    announce(experiment);
  }

  private List<CellId> chosen(ExperimentSlug experiment, BiPredicate<Cell, CellState> wanted) {
    return switch (notebooks.open(experiment)) {
      case OpenedNotebook.Unreadable _, OpenedNotebook.Missing _ -> List.of();
      case OpenedNotebook.Readable(var notebook) -> {
        var now = states(experiment, notebook);
        var cells = new ArrayList<CellId>();
        for (var cell : notebook.cells()) {
          var state = now.getOrDefault(cell.id(), new CellState.Idle());
          if (cell.kind().executable() && !state.busy() && wanted.test(cell, state)) {
            cells.add(cell.id());
          }
        }
        yield cells;
      }
    };
  }

  private static boolean changed(CellState state) {
    return switch (state) {
      case CellState.Idle _, CellState.Failed _, CellState.Stale _ -> true;
      case CellState.Finished _, CellState.Waiting _, CellState.Queued _, CellState.Running _ ->
          false;
    };
  }

  private void workOff(ExperimentSlug experiment) {
    var plan = plan(experiment);
    for (var step = plan.next(); step.isPresent(); step = plan.next()) {
      try {
        if (!execute(experiment, step.get())) {
          plan.forgetAll();
        }
      } catch (RuntimeException e) {
        LOG.error("Cell {} of {} could not be executed.", step.get().cell(), experiment, e);
        plan.forgetAll();
      } finally {
        plan.done(step.get());
        announce(experiment);
      }
    }
  }

  /// True when what follows may be executed.
  private boolean execute(ExperimentSlug experiment, Plan.Step step) {
    announce(experiment);
    if (!(notebooks.open(experiment) instanceof OpenedNotebook.Readable(var notebook))) {
      return false;
    }
    var cell = notebook.find(step.cell()).filter(found -> found.kind().executable());
    if (cell.isEmpty()) {
      return true;
    }
    var run = cells.execute(experiment, notebook, cell.get(), step.by());
    plan(experiment).begun();
    announce(experiment);
    run.ifPresent(started -> await(experiment, started));
    return !failed(experiment, step.cell());
  }

  private boolean failed(ExperimentSlug experiment, CellId id) {
    return notebooks.open(experiment) instanceof OpenedNotebook.Readable(var notebook)
        && notebook
            .find(id)
            .filter(cell -> cell.outputs().stream().anyMatch(Output.Failure.class::isInstance))
            .isPresent();
  }

  /// Waits until a run is over. The event says so; a worker in another process sends none, so the
  /// queue is asked as well.
  private void await(ExperimentSlug experiment, RunId id) {
    var over = awaited.computeIfAbsent(id, _ -> new CompletableFuture<>());
    while (!over.isDone() && runs.find(id).filter(run -> !run.state().isOver()).isPresent()) {
      over.copy().completeOnTimeout(null, 1, TimeUnit.SECONDS).join();
    }
    awaited.remove(id);
    runs.find(id).ifPresent(run -> cells.finish(experiment, run));
  }

  /// Writes the result of a run that is over. One that only got further changes no notebook; the
  /// thread that announces it is the one that draws, so everything is done on others.
  @EventListener
  void runChanged(RunChanged change) {
    threads.execute(() -> runs.find(change.run()).ifPresent(this::finish));
  }

  private void finish(Run run) {
    var experiment =
        Optional.of(run.spec().experiment())
            .filter(_ -> !run.spec().cellId().isEmpty() && run.state().isOver())
            .flatMap(ExperimentSlug::find);
    experiment.ifPresent(slug -> {
      cells.finish(slug, run);
      Optional.ofNullable(awaited.get(run.id())).ifPresent(over -> over.complete(null));
      files.list().forEach(this::announce);
    });
  }

  @EventListener
  void scoresChanged(ScoresChanged change) {
    files.list().forEach(this::announce);
  }

  /// Writes the results of runs that came to their end while the lab was not running.
  @EventListener(ApplicationReadyEvent.class)
  void catchUp() {
    for (var experiment : files.list()) {
      if (notebooks.open(experiment) instanceof OpenedNotebook.Readable(var notebook)) {
        runs.find(notebook.cells().stream().flatMap(cell -> runOf(cell).stream()).toList()).stream()
            .filter(run -> run.state().isOver())
            .forEach(run -> cells.finish(experiment, run));
      }
    }
  }

  private void announce(ExperimentSlug experiment) {
    events.publishEvent(new NotebookChanged(experiment));
  }

  private Plan plan(ExperimentSlug experiment) {
    return plans.computeIfAbsent(experiment, _ -> new Plan());
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
