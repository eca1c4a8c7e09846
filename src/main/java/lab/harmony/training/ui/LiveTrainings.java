package lab.harmony.training.ui;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import lab.harmony.design.live.Live;
import lab.harmony.models.ModelName;
import lab.harmony.training.SpecStandings;
import lab.harmony.training.TrainingQueue;
import lab.harmony.training.outcome.ConfirmedOutcome;
import lab.harmony.training.outcome.OutcomeRules;
import lab.harmony.training.records.TrainingShelf;
import lab.harmony.training.records.TrainingShelf.Training;
import lab.harmony.work.JobChanged;
import lab.harmony.workspace.FileProblems;
import lab.harmony.workspace.Workspace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The trainings as open pages show them: found out once for all pages when a job says that
/// something is new, or the system that a spec was written, which people do with programs of their
/// own.
@Component
class LiveTrainings implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(LiveTrainings.class);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final TrainingShelf shelf;
  private final TrainingQueue queue;
  private final SpecStandings specs;
  private final FileProblems problems;
  private final Live<TrainingsNow> list = new Live<>(PAUSE, this::look);
  private final Map<Wanted, Live<Optional<TrainingNow>>> trainings = new ConcurrentHashMap<>();
  private final Optional<SpecWatch> watch;

  LiveTrainings(
      TrainingShelf shelf,
      TrainingQueue queue,
      SpecStandings specs,
      FileProblems problems,
      Workspace workspace) {
    this.shelf = shelf;
    this.queue = queue;
    this.specs = specs;
    this.problems = problems;
    this.watch = watch(workspace);
  }

  private Optional<SpecWatch> watch(Workspace workspace) {
    try {
      return Optional.of(new SpecWatch(workspace.experiments(), this::lookAtSpecs));
    } catch (IOException | UnsupportedOperationException e) {
      LOG.warn("Specs cannot be watched; they are read when the list is opened.", e);
      return Optional.empty();
    }
  }

  @EventListener
  void changed(JobChanged event) {
    if (event.kind().equals(TrainingQueue.KIND) || event.kind().equals(TrainingQueue.ESTIMATE)) {
      if (event.inState()) {
        list.changed();
      } else {
        list.changed(TrainingsNow.class, this::further);
      }
      trainings.values().forEach(Live::changed);
    } else if (event.inState()) {
      list.changed(TrainingsNow.class, this::further); // those that wait move on
    }
  }

  private void lookAtSpecs() {
    list.changed(SpecStandings.class, now -> now.with(specs.all()));
  }

  /// Only the training that is worked on, and the places of the others.
  private TrainingsNow further(TrainingsNow now) {
    return now.with(shelf.runningRow(), queue.waiting()).with(specs.all());
  }

  /// A training and one that it is compared with.
  private record Wanted(ModelName name, Optional<ModelName> other) {}

  Live<TrainingsNow> list() {
    return list;
  }

  /// Empty when it is gone.
  Live<Optional<TrainingNow>> training(ModelName name, Optional<ModelName> other) {
    return trainings.computeIfAbsent(new Wanted(name, other), this::live);
  }

  /// Looks again soon.
  void changed() {
    list.changed();
    trainings.values().forEach(Live::changed);
  }

  private TrainingsNow look() {
    var rows = shelf.list();
    problems.found(
        FileProblems.Area.TRAININGS,
        Stream.concat(
                queue.problems().stream(),
                rows.stream()
                    .flatMap(row -> ConfirmedOutcome.problem(shelf.folder(row.name())).stream()))
            .toList());
    return new TrainingsNow(
        rows,
        specs.all(),
        queue.waiting(),
        shelf.running(),
        problems.lines(FileProblems.Area.TRAININGS));
  }

  private Live<Optional<TrainingNow>> live(Wanted wanted) {
    var figures =
        new TrainingFigures(Stream.concat(Stream.of(wanted.name), wanted.other.stream()).toList());
    return new Live<>(
        PAUSE,
        () -> shelf.find(wanted.name.value()).map(training -> now(training, wanted, figures)));
  }

  private TrainingNow now(Training training, Wanted wanted, TrainingFigures drawing) {
    var other = wanted.other.map(ModelName::value).flatMap(shelf::find);
    var figures = drawing.draw(Stream.concat(Stream.of(training), other.stream()).toList());
    return new TrainingNow(
        training,
        other,
        figures,
        shelf.lastWords(training.life()),
        training.life().state().isActive() ? shelf.wishes(training.name()) : Set.of(),
        ConfirmedOutcome.read(shelf.folder(training.name())),
        OutcomeRules.propose(training));
  }

  @Override
  public void destroy() throws IOException {
    if (watch.isPresent()) {
      watch.get().close();
    }
  }
}
