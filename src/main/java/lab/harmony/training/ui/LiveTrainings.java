package lab.harmony.training.ui;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.design.live.Live;
import lab.harmony.design.live.Lives;
import lab.harmony.models.ModelName;
import lab.harmony.people.People;
import lab.harmony.people.PersonChanged;
import lab.harmony.training.SpecStanding;
import lab.harmony.training.SpecStandings;
import lab.harmony.training.TrainingQueue;
import lab.harmony.training.drawing.DatasetDrawings;
import lab.harmony.training.outcome.ConfirmedOutcome;
import lab.harmony.training.outcome.OutcomeRules;
import lab.harmony.training.records.TrainingShelf;
import lab.harmony.training.records.TrainingShelf.Training;
import lab.harmony.training.spec.SpecNeeds;
import lab.harmony.training.ui.curves.TrainingFigures;
import lab.harmony.training.ui.epochs.EpochMarks;
import lab.harmony.training.ui.epochs.EpochMarksChanged;
import lab.harmony.training.ui.watch.DatasetWatch;
import lab.harmony.training.ui.watch.SpecWatch;
import lab.harmony.work.JobChanged;
import lab.harmony.workspace.FileProblems;
import lab.harmony.workspace.Workspace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The trainings as open pages show them: found out once for all pages when a job says that
/// something is new, or the system that a spec was written, which people do with programs of their
/// own.
///
/// Nobody says when what a spec needs comes: the pictures of a dataset, drawn here or put there by
/// somebody, or a model that is being read. While a need is not met and a page shows the list, it
/// is looked for again and again. What changes in a dataset that is there, the system says.
@Component
class LiveTrainings implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(LiveTrainings.class);
  private static final Set<String> OURS =
      Set.of(TrainingQueue.KIND, TrainingQueue.ESTIMATE, DatasetDrawings.KIND);
  private static final Duration PAUSE = Duration.ofMillis(100);

  /// Between two looks for what specs need.
  private static final Duration LOOK = Duration.ofMillis(500);

  private static final Executor SOON =
      CompletableFuture.delayedExecutor(
          LOOK.toMillis(), TimeUnit.MILLISECONDS, Thread.ofVirtual()::start);

  private final TrainingShelf shelf;
  private final TrainingQueue queue;
  private final SpecStandings specs;
  private final SpecNeeds needs;
  private final FileProblems problems;
  private final People people;
  private final ObjectProvider<EpochMarks> marks;
  private final Live<TrainingsNow> list = new Live<>(PAUSE, this::look);
  private final Lives<Wanted, Optional<TrainingNow>> trainings = Lives.each(PAUSE, this::looks);
  private final AtomicBoolean looking = new AtomicBoolean();
  private final Optional<SpecWatch> watch;
  private final Optional<DatasetWatch> datasets;

  LiveTrainings(
      TrainingShelf shelf,
      TrainingQueue queue,
      SpecStandings specs,
      SpecNeeds needs,
      FileProblems problems,
      People people,
      Workspace workspace,
      ObjectProvider<EpochMarks> marks) {
    this.marks = marks;
    this.shelf = shelf;
    this.queue = queue;
    this.specs = specs;
    this.needs = needs;
    this.problems = problems;
    this.people = people;
    this.watch = watch(workspace);
    this.datasets = datasets(workspace);
  }

  private Optional<SpecWatch> watch(Workspace workspace) {
    try {
      return Optional.of(new SpecWatch(workspace.experiments(), this::lookAtSpecs));
    } catch (IOException | UnsupportedOperationException e) {
      LOG.warn("Specs cannot be watched; they are read when the list is opened.", e);
      return Optional.empty();
    }
  }

  private Optional<DatasetWatch> datasets(Workspace workspace) {
    try {
      return Optional.of(new DatasetWatch(workspace.root().getFileSystem(), this::lookAtDataset));
    } catch (IOException | UnsupportedOperationException e) {
      LOG.warn("Datasets cannot be watched; they are read when the list is opened.", e);
      return Optional.empty();
    }
  }

  private void lookAtDataset(Path dataset) {
    needs.changed(dataset);
    lookAtSpecs();
  }

  @EventListener
  void changed(JobChanged event) {
    if (OURS.contains(event.kind())) {
      if (event.inState()) {
        list.changed();
      } else {
        list.changed(TrainingsNow.class, this::further);
      }
      trainings.forEach((_, training) -> training.changed());
    } else if (event.inState()) {
      list.changed(TrainingsNow.class, this::further); // those that wait move on
    }
  }

  @EventListener
  void renamed(PersonChanged event) {
    list.changed();
    trainings.forEach((_, training) -> training.changed());
  }

  @EventListener
  void marked(EpochMarksChanged event) {
    trainings.forEach((_, training) -> training.changed());
  }

  private void lookAtSpecs() {
    list.changed(SpecStandings.class, now -> now.with(specs()));
  }

  /// As they are now; when one of them waits for something, or is not as its dataset is, that is
  /// looked for soon.
  private List<SpecStanding> specs() {
    var all = specs.all();
    var read = all.stream().flatMap(one -> one.file().spec().stream()).toList();
    datasets.ifPresent(watch ->
        watch.watch(
            read.stream()
                .flatMap(spec -> needs.datasets(spec).stream())
                .collect(Collectors.toSet())));
    boolean isWaiting =
        read.stream().anyMatch(needs::isBehind)
            || all.stream().flatMap(one -> one.needs().stream()).anyMatch(need -> !need.isReady());
    if (isWaiting && looking.compareAndSet(false, true)) {
      SOON.execute(this::lookForNeeds);
    }
    return all;
  }

  private void lookForNeeds() {
    looking.set(false);
    if (list.isFollowed()) {
      lookAtSpecs();
    }
  }

  /// Only the training that is worked on, and the places of the others.
  private TrainingsNow further(TrainingsNow now) {
    return now.with(shelf.runningRow(), queue.waiting()).with(specs());
  }

  /// A training and one that it is compared with.
  private record Wanted(ModelName name, Optional<ModelName> other) {}

  Live<TrainingsNow> list() {
    return list;
  }

  /// Empty when it is gone.
  Live<Optional<TrainingNow>> training(ModelName name, Optional<ModelName> other) {
    return trainings.of(new Wanted(name, other));
  }

  /// Looks again soon.
  void changed() {
    list.changed();
    trainings.forEach((_, training) -> training.changed());
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
        specs(),
        queue.waiting(),
        shelf.running(),
        problems.lines(FileProblems.Area.TRAININGS));
  }

  private Supplier<Optional<TrainingNow>> looks(Wanted wanted) {
    var figures =
        new TrainingFigures(Stream.concat(Stream.of(wanted.name), wanted.other.stream()).toList());
    return () -> shelf.find(wanted.name.value()).map(training -> now(training, wanted, figures));
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
        ConfirmedOutcome.read(shelf.folder(training.name())).map(said -> said.named(people::name)),
        OutcomeRules.propose(training),
        marks.stream()
            .map(one -> one.of(training.name(), training.evaluations()))
            .filter(found -> !found.isNothing())
            .toList());
  }

  @Override
  public void destroy() throws IOException {
    if (watch.isPresent()) {
      watch.get().close();
    }
    if (datasets.isPresent()) {
      datasets.get().close();
    }
  }
}
