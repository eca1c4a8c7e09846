package lab.harmony.training.ui;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lab.harmony.design.Live;
import lab.harmony.design.NowRunning;
import lab.harmony.models.ModelName;
import lab.harmony.training.SpecStandings;
import lab.harmony.training.TrainingProcesses;
import lab.harmony.training.TrainingShelf;
import lab.harmony.training.TrainingShelf.Training;
import lab.harmony.training.outcome.ConfirmedOutcome;
import lab.harmony.training.outcome.OutcomeRules;
import lab.harmony.workspace.FileProblems;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/// The trainings as open pages show them: found out once for all pages. Other processes change
/// them, so that they are looked at twice a second while somebody has such a page open.
@Component
class LiveTrainings implements NowRunning, DisposableBean {

  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration EVERY = Duration.ofMillis(500);

  private final TrainingShelf shelf;
  private final TrainingProcesses processes;
  private final SpecStandings specs;
  private final FileProblems problems;
  private final Live<Works> works = new Live<>(PAUSE, this::atWork);
  private final Live<TrainingsNow> list = new Live<>(PAUSE, this::look);
  private final Map<Wanted, Live<Optional<TrainingNow>>> trainings = new ConcurrentHashMap<>();
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("live-trainings").factory());

  LiveTrainings(
      TrainingShelf shelf,
      TrainingProcesses processes,
      SpecStandings specs,
      FileProblems problems) {
    this.shelf = shelf;
    this.processes = processes;
    this.specs = specs;
    this.problems = problems;
    clockwork.scheduleWithFixedDelay(
        this::changed, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// A training and one that it is compared with.
  private record Wanted(ModelName name, Optional<ModelName> other) {}

  Live<TrainingsNow> list() {
    return list;
  }

  /// Empty when it is gone.
  Live<Optional<TrainingNow>> training(ModelName name, Optional<ModelName> other) {
    return trainings.computeIfAbsent(
        new Wanted(name, other), wanted -> new Live<>(PAUSE, () -> look(wanted)));
  }

  @Override
  public Live<Works> works() {
    return works;
  }

  /// Looks again soon.
  void changed() {
    works.changed();
    list.changed();
    trainings.values().forEach(Live::changed);
  }

  private Works atWork() {
    return new Works(
        shelf.runningRow().stream()
            .map(row ->
                new Work(
                    row.name().value(),
                    "trainings/" + row.name(),
                    row.life().by().orElse(""),
                    TrainingWords.atWork(row.life(), row.steps()),
                    row.life().total() == 0 ? 0 : (double) row.steps() / row.life().total()))
            .toList());
  }

  private TrainingsNow look() {
    var rows = shelf.list();
    problems.found(
        FileProblems.Area.TRAININGS,
        Stream.concat(
                processes.problems().stream(),
                rows.stream()
                    .flatMap(row -> ConfirmedOutcome.problem(shelf.folder(row.name())).stream()))
            .toList());
    return new TrainingsNow(
        rows,
        specs.all(),
        processes.waiting(),
        shelf.running(),
        problems.lines(FileProblems.Area.TRAININGS));
  }

  private Optional<TrainingNow> look(Wanted wanted) {
    return shelf.find(wanted.name.value()).map(training -> now(training, wanted));
  }

  private TrainingNow now(Training training, Wanted wanted) {
    var other = wanted.other.map(ModelName::value).flatMap(shelf::find);
    var figures =
        new TrainingFigures(Stream.concat(Stream.of(training), other.stream()).toList()).draw();
    return new TrainingNow(
        training,
        other,
        figures,
        shelf.lastWords(training.name()),
        training.life().state().isActive() ? shelf.wishes(training.name()) : Set.of(),
        ConfirmedOutcome.read(shelf.folder(training.name())),
        OutcomeRules.propose(training));
  }

  @Override
  public void destroy() {
    clockwork.shutdownNow();
  }
}
