package lab.harmony.training;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import lab.harmony.json.Json;
import lab.harmony.models.ModelName;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.PersonId;
import lab.harmony.training.data.TrainingProblem;
import lab.harmony.training.process.TrainingOrder;
import lab.harmony.training.records.JsonLines;
import lab.harmony.training.records.TrainingShelf;
import lab.harmony.training.spec.TrainingSpec;
import lab.harmony.work.Job;
import lab.harmony.work.JobId;
import lab.harmony.work.JobQueue;
import lab.harmony.work.NewJob;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.FileProblem;
import lab.harmony.workspace.Found;
import lab.harmony.workspace.SafePath;
import lab.harmony.workspace.Sha256;
import lab.harmony.workspace.Workspace;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Takes over what labs of before kept in files: how far each training was (`life.json` in its
/// folder), and which ones waited (`queue.json`). Done at the start before anything is worked on,
/// and for a folder that comes later, from a backup, when it is looked at.
///
/// A file that says it goes once the database has it; one that cannot be read stays and is named.
@Component
class FormerTrainings implements SmartLifecycle {

  private static final String LIFE = "life.json";
  private static final String QUEUE = "queue.json";
  private static final int LAST_WORDS = 40;

  /// The clock of processes ticks otherwise than that of the day.
  private static final Duration CLOCKS_APART = Duration.ofSeconds(3);

  private final DataFolder data;
  private final Workspace workspace;
  private final JobQueue jobs;
  private final Sittings sittings;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final People people;
  private volatile boolean running;

  FormerTrainings(
      DataFolder data,
      Workspace workspace,
      JobQueue jobs,
      Sittings sittings,
      TransactionTemplate transaction,
      Clock clock,
      People people) {
    this.data = data;
    this.workspace = workspace;
    this.jobs = jobs;
    this.sittings = sittings;
    this.transaction = transaction;
    this.clock = clock;
    this.people = people;
  }

  /// As `life.json` said it.
  private record Life(
      String state,
      long process,
      Optional<Instant> started,
      Instant since,
      long total,
      String reason,
      Optional<String> by) {

    /// Whether the process of that lab still works: it went on when its lab ended.
    boolean isAlive() {
      return isActive()
          && ProcessHandle.of(process)
              .flatMap(one -> one.info().startInstant())
              .filter(begin ->
                  started
                      .map(
                          noted -> Duration.between(noted, begin).abs().compareTo(CLOCKS_APART) < 0)
                      .orElseGet(() -> begin.isBefore(since.plus(CLOCKS_APART))))
              .isPresent();
    }

    boolean isActive() {
      return state.equals("PREPARING") || state.equals("RUNNING");
    }
  }

  /// As `queue.json` said it.
  private record Entry(String name, String spec, OptionalInt epochs, Optional<String> by) {}

  /// Before the worker begins.
  @Override
  public int getPhase() {
    return 0;
  }

  @Override
  public void start() {
    running = true;
    for (var folder : TrainingShelf.names(data)) {
      takeOver(folder);
    }
    Found.jsonList(queue(), Json.MAPPER, Entry.class).readable().ifPresent(this::takeOver);
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /// What cannot be taken over.
  List<FileProblem> problems() {
    var problems = new ArrayList<FileProblem>();
    if (Files.exists(queue(), LinkOption.NOFOLLOW_LINKS)) {
      Found.jsonList(queue(), Json.MAPPER, Entry.class).unreadable().ifPresent(problems::add);
    }
    for (var name : TrainingShelf.names(data)) {
      var life = folder(name).resolve(LIFE);
      if (Files.exists(life, LinkOption.NOFOLLOW_LINKS)) {
        switch (Found.json(life, Json.MAPPER, Life.class)) {
          case Found.Bad<Life>(var problem) -> problems.add(problem);
          case Found.Good<Life>(var told) when told.isAlive() ->
              problems.add(
                  new FileProblem(
                      life,
                      "%s is still being trained, by process %d of the lab before; it was asked to stop, and is taken over once that process has ended"
                          .formatted(name, told.process)));
          case Found.Good<Life> _ -> {}
        }
      }
    }
    return problems;
  }

  /// Takes over one training, where its folder says how far it was and nobody else does.
  void takeOver(ModelName name) {
    var file = folder(name).resolve(LIFE);
    if (Files.exists(file)) {
      Found.json(file, Json.MAPPER, Life.class).readable().ifPresent(life -> takeOver(name, life));
    }
  }

  /// By one look at a time, so that two do not take over one twice.
  private synchronized void takeOver(ModelName name, Life life) {
    if (sittings.of(TrainingHandler.KIND, name).isEmpty()) {
      if (life.isAlive()) {
        // It stops as its own lab would have stopped it; its job goes on when it has ended.
        if (!isAskedToStop(name) || !goOn(name, person(life.by))) {
          return; // Its files stay, and say how far it came.
        }
      } else {
        insert(name, life);
      }
    }
    remove(folder(name).resolve(LIFE));
  }

  /// A name that nobody can have says nothing.
  private Optional<PersonId> person(Optional<String> name) {
    return name.filter(Person::isName).map(text -> people.named(text).id());
  }

  /// Asks it, unless that was done; false if that cannot be written, to be tried at the next look.
  private boolean isAskedToStop(ModelName name) {
    var stop = folder(name).resolve("stop");
    try {
      if (!Files.exists(stop, LinkOption.NOFOLLOW_LINKS)) {
        AtomicFiles.write(stop, "");
      }
      return true;
    } catch (AtomicFiles.NotWritten e) {
      LoggerFactory.getLogger(getClass()).warn("{} cannot be asked to stop", name, e);
      return false;
    }
  }

  private void insert(ModelName name, Life life) {
    var id =
        new JobId("t-" + Sha256.of("%s %s".formatted(name, life.since)).hex().substring(0, 20));
    var job = new NewJob(id, TrainingHandler.KIND, new Job.Order(0, "{}"), person(life.by));
    var begun = life.started.filter(at -> at.isBefore(life.since)).orElse(life.since);
    var stopped = life.state.equals("STOPPED");
    try {
      transaction.executeWithoutResult(_ -> {
        if (life.state.equals("FINISHED")) {
          jobs.addFinished(job, begun, Optional.of(begun), Optional.of(life.since));
        } else if (stopped && life.reason.isEmpty()) {
          jobs.addUnfinished(job, begun, life.since, Optional.empty());
        } else {
          jobs.addUnfinished(job, begun, life.since, Optional.of(life.reason));
        }
        sittings.insert(id, name, steps(name), life.total, endedAs(life));
        lastWords(name).forEach(line -> jobs.say(id, line));
      });
    } catch (DuplicateKeyException takenOverByAnotherProcess) {
      LoggerFactory.getLogger(getClass()).debug("{} is taken over already", name);
    }
  }

  private static String endedAs(Life life) {
    if (life.isActive() || life.state.equals("INTERRUPTED")) {
      return Sitting.INTERRUPTED;
    }
    return life.state.equals("STOPPED") && !life.reason.isEmpty() ? Sitting.STOPPED : "";
  }

  private long steps(ModelName name) {
    return JsonLines.last(folder(name).resolve("steps.jsonl"), line -> line.path("step").asLong(0))
        .orElse(0L);
  }

  private List<String> lastWords(ModelName name) {
    return Found.text(folder(name).resolve("process.txt"))
        .readable()
        .map(text -> text.lines().filter(line -> !line.isBlank()).toList())
        .map(lines -> lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()))
        .orElse(List.of());
  }

  /// The training of a process that is still at it, by the spec of that name in the workspace;
  /// false where there is none, which nobody here knows then.
  private boolean goOn(ModelName name, Optional<PersonId> by) {
    var experiments = workspace.experiments();
    try (var folders = Files.newDirectoryStream(experiments)) {
      for (var folder : folders) {
        var file = folder.resolve("training.yaml");
        if (Files.isRegularFile(file) && isOf(file, name)) {
          submit(name, file, OptionalInt.empty(), by);
          return true;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      LoggerFactory.getLogger(getClass()).warn("{} cannot be looked into", experiments, e);
    }
    return false;
  }

  private static boolean isOf(Path file, ModelName name) {
    return Found.in(file, TrainingSpec::read)
        .readable()
        .filter(spec -> spec.name().equals(name))
        .isPresent();
  }

  private synchronized void takeOver(List<Entry> entries) {
    for (var entry : entries) {
      if (ModelName.isValid(entry.name)) {
        submit(new ModelName(entry.name), Path.of(entry.spec), entry.epochs, person(entry.by));
      }
    }
    remove(queue());
  }

  private void submit(ModelName name, Path file, OptionalInt epochs, Optional<PersonId> by) {
    if (sittings.of(TrainingHandler.KIND, name).stream().anyMatch(one -> !one.isOver())) {
      return;
    }
    var order = order(file).withEpochs(epochs);
    var id = JobId.next(TrainingHandler.KIND, clock);
    jobs.submit(
        new NewJob(id, TrainingHandler.KIND, order.order(), by),
        () -> sittings.insert(id, name, 0, 0, ""));
  }

  /// A spec that is gone meanwhile is told when its turn comes.
  private TrainingOrder order(Path file) {
    try {
      return TrainingOrder.of(file, workspace.prompts());
    } catch (TrainingProblem e) {
      return new TrainingOrder(
          file,
          "# %s".formatted(String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT)),
          OptionalInt.empty(),
          workspace.prompts(),
          OptionalInt.empty(),
          Optional.empty(),
          Optional.empty());
    }
  }

  private void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LoggerFactory.getLogger(getClass()).warn("{} was taken over and cannot be removed", file, e);
    }
  }

  private Path queue() {
    return data.trainings().resolve(QUEUE);
  }

  private Path folder(ModelName name) {
    return SafePath.inside(data.trainings(), name.value());
  }
}
