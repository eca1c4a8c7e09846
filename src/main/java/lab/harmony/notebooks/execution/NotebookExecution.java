package lab.harmony.notebooks.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiPredicate;
import lab.harmony.audit.AuditSubject;
import lab.harmony.notebooks.cells.Basis;
import lab.harmony.notebooks.cells.CellContext;
import lab.harmony.notebooks.cells.CellHandlers;
import lab.harmony.notebooks.cells.CellState;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.notebooks.document.Output;
import lab.harmony.notebooks.store.NotebookChanged;
import lab.harmony.notebooks.store.NotebookFiles;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.review.ScoresChanged;
import lab.harmony.runs.RunId;
import lab.harmony.work.JobStops;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/// Executes notebooks: one cell, all, or what changed. Cells of one notebook are executed one after
/// the other, in the order asked for; notebooks do not wait for each other.
@Service
public class NotebookExecution implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NotebookExecution.class);

  private final Notebooks notebooks;
  private final People people;
  private final JobStops stops;
  private final Rights rights;
  private final NotebookFiles files;
  private final CellExecution cells;
  private final CellStates states;
  private final CellHandlers handlers;
  private final ApplicationEventPublisher events;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<ExperimentSlug, Plan> plans = new ConcurrentHashMap<>();

  NotebookExecution(
      Notebooks notebooks,
      NotebookFiles files,
      CellExecution cells,
      CellStates states,
      CellHandlers handlers,
      ApplicationEventPublisher events,
      Rights rights,
      JobStops stops,
      People people) {
    this.people = people;
    this.stops = stops;
    this.rights = rights;
    this.notebooks = notebooks;
    this.files = files;
    this.cells = cells;
    this.states = states;
    this.handlers = handlers;
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
  ///
  /// @throws lab.harmony.people.NotAllowed if they may not
  public CompletableFuture<Void> run(ExperimentSlug experiment, List<CellId> chosen, Actor who) {
    rights.require(who, Right.COMPUTE);
    var by = who.goingOn();
    var done =
        plan(experiment)
            .add(
                chosen,
                cell ->
                    new CellWorkbench(
                        by,
                        (basis, run) -> began(experiment, cell, by, basis, run),
                        () -> events.publishEvent(new CellProgressed(experiment, cell))));
    announce(experiment);
    threads.execute(() -> workOff(experiment));
    return done;
  }

  /// Executes every cell that can be.
  public CompletableFuture<Void> runAll(ExperimentSlug experiment, Actor by) {
    return run(experiment, chosen(experiment, (_, _) -> true), by);
  }

  /// Executes the cells that never ran, failed, or rest on something that changed, and those that
  /// look at them.
  public CompletableFuture<Void> runChanged(ExperimentSlug experiment, Actor by) {
    return run(experiment, chosen(experiment, (_, state) -> changed(state)), by);
  }

  private void began(ExperimentSlug experiment, CellId id, Actor by, Basis basis, RunId run) {
    context(experiment, id).ifPresent(cell -> cells.began(cell, by, basis, run));
  }

  private Optional<CellContext> context(ExperimentSlug experiment, CellId id) {
    return notebooks.open(experiment) instanceof OpenedNotebook.Readable(var notebook)
        ? notebook.find(id).map(cell -> new CellContext(experiment, notebook, cell))
        : Optional.empty();
  }

  /// Why the source of a cell could not be executed as it stands.
  public Optional<String> problem(CellContext cell) {
    return cell.cell()
        .flaw()
        .map(flaw -> "This cell is not as a notebook has it, and is kept as it is. " + flaw)
        .or(() -> states.problem(cell));
  }

  /// How the source of a cell is read, where that may surprise.
  public List<String> notes(CellContext cell) {
    return states.notes(cell);
  }

  /// What a cell that is being executed shows so far; empty when it shows what is stored.
  Optional<List<Output>> shown(ExperimentSlug experiment, CellId cell) {
    return plan(experiment)
        .work(cell)
        .filter(bench -> bench.state().isPresent())
        .map(CellWorkbench::shown)
        .filter(outputs -> !outputs.isEmpty());
  }

  /// What a cell that is being executed says of itself; empty when its handler knows better.
  Optional<CellState> told(ExperimentSlug experiment, CellId cell) {
    return plan(experiment).work(cell).flatMap(CellWorkbench::state);
  }

  /// Stops a cell that waits or works.
  ///
  /// @param reason why they stop what another has started; empty otherwise
  /// @throws lab.harmony.people.NotAllowed if they may not
  /// @throws lab.harmony.people.ReasonNeeded if it is another's, and they have to say why
  public void stop(ExperimentSlug experiment, CellId id, Actor by, String reason) {
    var work = plan(experiment).work(id);
    var starter = work.map(bench -> people.get(bench.by().person()).named());
    if (work.isPresent() && stops.ask(starter, by, reason)) {
      stops.stopped(AuditSubject.experiment(experiment.value()), starter, by, reason);
    }
    plan(experiment).forget(id);
    work.ifPresent(CellWorkbench::stop);
    context(experiment, id)
        .ifPresent(cell ->
            handlers.executable(cell.cell()).ifPresent(handler -> handler.stop(cell, by, reason)));
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
          if (handlers.isExecutable(cell) && !state.busy() && wanted.test(cell, state)) {
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
    var found = notebook.find(step.cell());
    var handler = found.flatMap(handlers::executable);
    if (handler.isEmpty()) {
      return true;
    }
    step.bench().state(handler.get().beginning());
    announce(experiment);
    cells.execute(new CellContext(experiment, notebook, found.orElseThrow()), step.bench());
    return !failed(experiment, step.cell());
  }

  private boolean failed(ExperimentSlug experiment, CellId id) {
    return notebooks.open(experiment) instanceof OpenedNotebook.Readable(var notebook)
        && notebook
            .find(id)
            .filter(cell -> cell.outputs().stream().anyMatch(Output.Failure.class::isInstance))
            .isPresent();
  }

  @EventListener
  void scoresChanged(ScoresChanged change) {
    files.list().forEach(this::announce);
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
