package lab.harmony.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.stream.Stream;
import lab.harmony.models.ModelName;
import lab.harmony.people.Actor;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.training.data.TrainingProblem;
import lab.harmony.training.process.TrainingOrder;
import lab.harmony.training.records.TrainingLife;
import lab.harmony.training.records.TrainingShelf;
import lab.harmony.training.records.Wish;
import lab.harmony.training.spec.SpecNeeds;
import lab.harmony.training.spec.TrainingSpec;
import lab.harmony.work.Job;
import lab.harmony.work.JobChanged;
import lab.harmony.work.JobId;
import lab.harmony.work.JobQueue;
import lab.harmony.work.JobState;
import lab.harmony.work.NewJob;
import lab.harmony.workspace.FileProblem;
import lab.harmony.workspace.Folders;
import lab.harmony.workspace.Found;
import lab.harmony.workspace.Workspace;
import lab.harmony.yaml.YamlProblems;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/// The trainings in the line: what is trained next, started from the specs of the workspace and
/// from the command line, and what the one that runs is asked.
@Service
public class TrainingQueue {

  /// The kind of job that a sitting of a training is.
  public static final String KIND = TrainingHandler.KIND;

  /// The kind that measures what a training will take.
  public static final String ESTIMATE = TrainingHandler.ESTIMATE;

  private final Workspace workspace;
  private final Rights rights;
  private final TrainingShelf shelf;
  private final SpecNeeds needs;
  private final Sittings sittings;
  private final FormerTrainings former;
  private final JobQueue jobs;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  TrainingQueue(
      Workspace workspace,
      TrainingShelf shelf,
      SpecNeeds needs,
      Sittings sittings,
      FormerTrainings former,
      JobQueue jobs,
      ApplicationEventPublisher events,
      Clock clock,
      Rights rights) {
    this.rights = rights;
    this.workspace = workspace;
    this.shelf = shelf;
    this.needs = needs;
    this.sittings = sittings;
    this.former = former;
    this.jobs = jobs;
    this.events = events;
    this.clock = clock;
  }

  /// A spec in the workspace: `experiments/lora-v1/training.yaml`.
  ///
  /// @param experiment whose folder it lies in
  /// @param spec what it says; empty if it cannot be used
  /// @param problems everything why it cannot be used, each with its line; none otherwise
  public record FoundSpec(
      String experiment, Path file, Optional<TrainingSpec> spec, List<String> problems) {

    public FoundSpec {
      problems = List.copyOf(problems);
    }
  }

  /// What became of the wish to start a training.
  public sealed interface Start {
    /// Nothing stands before it.
    record Started(ModelName name) implements Start {}

    /// It is started when those before it have ended, trainings or runs.
    ///
    /// @param place in the line, 1 is next
    record Waiting(ModelName name, int place) implements Start {}

    /// The reason says what to change.
    record Refused(String reason) implements Start {}
  }

  /// The specs of the workspace, by experiment.
  public List<FoundSpec> specs() {
    return Folders.in(workspace.experiments()).usable().stream()
        .map(folder -> folder.resolve("training.yaml"))
        .filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS))
        .map(TrainingQueue::specFile)
        .toList();
  }

  /// What of the trainings and of their queue cannot be read.
  public List<FileProblem> problems() {
    return Stream.concat(shelf.problems().stream(), former.problems().stream()).toList();
  }

  private static FoundSpec specFile(Path file) {
    var experiment = file.resolveSibling(".").normalize().getFileName().toString();
    try {
      return new FoundSpec(experiment, file, Optional.of(TrainingSpec.read(file)), List.of());
    } catch (TrainingProblem e) {
      return new FoundSpec(experiment, file, Optional.empty(), sentences(e));
    } catch (RuntimeException | StackOverflowError e) {
      return new FoundSpec(
          experiment, file, Optional.empty(), List.of("It cannot be used: " + Found.reason(e)));
    }
  }

  private static List<String> sentences(TrainingProblem problem) {
    return problem.getCause() instanceof YamlProblems yaml
        ? yaml.all().stream()
            .map(one ->
                one.line() == 0
                    ? one.message()
                    : "Line %d: %s".formatted(one.line(), one.message()))
            .toList()
        : List.of(String.valueOf(problem.getMessage()));
  }

  /// The trainings that wait with their places in the line, the next first; 1 is next of all.
  public SequencedMap<ModelName, Integer> waiting() {
    var waiting = new LinkedHashMap<ModelName, Integer>();
    for (var sitting : sittings.unfinished(TrainingHandler.KIND)) {
      if (sitting.job().state() instanceof JobState.Queued(var position)) {
        waiting.put(new ModelName(sitting.name()), position);
      }
    }
    return waiting;
  }

  /// Starts the training of a spec or goes on with it, at once or after those before it.
  ///
  /// @param epochs instead of the spec's, for going on with more
  /// @param by who starts it
  /// @param reason why, where another has put it into the line with something else
  /// @throws lab.harmony.people.ReasonNeeded if so, and they have to say why
  public Start start(FoundSpec file, OptionalInt epochs, Actor by, String reason) {
    rights.require(by, Right.COMPUTE);
    var refusal = refusal(file);
    if (refusal.isPresent()) {
      return new Start.Refused(refusal.get());
    }
    var name = file.spec().orElseThrow().name();
    try {
      boolean isFree = jobs.unfinished().isEmpty();
      var order = TrainingOrder.of(file.file(), workspace.prompts()).withEpochs(epochs);
      return switch (submit(order, by, reason)) {
        case Submission.Running(var running) ->
            new Start.Refused(
                "The training %s is running already%s."
                    .formatted(
                        name,
                        running
                            .submittedBy()
                            .map(NamedPerson::name)
                            .map(" for %s"::formatted)
                            .orElse("")));
        case Submission.Submitted(var job) -> {
          if (isFree) {
            Files.createDirectories(shelf.folder(name));
          }
          yield isFree
              ? new Start.Started(name)
              : new Start.Waiting(name, waiting().getOrDefault(name, 1));
        }
      };
    } catch (IOException | TrainingProblem e) {
      return new Start.Refused(String.valueOf(e.getMessage()));
    }
  }

  /// What came of putting a training into the line.
  public sealed interface Submission {
    /// It stands in the line, or stood there already.
    record Submitted(JobId job) implements Submission {}

    /// It is being worked on.
    record Running(Job job) implements Submission {}
  }

  /// Puts a training into the line. One that waits there already keeps its place, with what is
  /// asked for now.
  ///
  /// @param reason why, where it was another who put it there with something else
  /// @throws lab.harmony.people.ReasonNeeded if so, and they have to say why
  /// @throws TrainingProblem naming what is wrong with the spec
  public synchronized Submission submit(TrainingOrder order, Actor by, String reason) {
    rights.require(by, Right.COMPUTE);
    var name = order.training().name();
    var before = unfinished(name);
    if (before.isPresent() && before.get().state() instanceof JobState.Running) {
      return new Submission.Running(before.get());
    }
    var written = order.order();
    if (before.filter(job -> job.order().equals(written)).isPresent()) {
      return new Submission.Submitted(before.get().id());
    }
    var job =
        new NewJob(JobId.next(TrainingHandler.KIND, clock), TrainingHandler.KIND, written, by);
    Runnable beside = () -> sittings.insert(job.id(), name, 0, 0, "");
    if (before.isPresent()) {
      jobs.submitInPlaceOf(before.get(), job, by, reason, beside);
    } else {
      jobs.submit(job, beside);
    }
    return new Submission.Submitted(job.id());
  }

  private Optional<Job> unfinished(ModelName name) {
    return sittings.of(TrainingHandler.KIND, name).stream()
        .filter(one -> !one.isOver())
        .map(Sitting::job)
        .reduce((_, last) -> last);
  }

  /// How far the training of a job is.
  public TrainingLife life(JobId job) {
    return sittings.find(job).map(Sitting::life).orElse(TrainingLife.UNKNOWN);
  }

  /// The training that a job works on, or measures.
  public Optional<ModelName> nameOf(JobId job) {
    return sittings.find(job).map(sitting -> new ModelName(sitting.name()));
  }

  /// Where the adapter that a job made lies among the models.
  public Optional<Path> adapter(JobId job) {
    return sittings.find(job).map(Sitting::result).filter(text -> !text.isEmpty()).map(Path::of);
  }

  /// Takes a training that waits out of the line.
  ///
  /// @throws lab.harmony.people.ReasonNeeded if it is another's, and they have to say why
  public void remove(ModelName name, Actor by, String reason) {
    unfinished(name)
        .filter(job -> job.state() instanceof JobState.Queued)
        .ifPresent(job -> jobs.cancel(job.id(), by, reason));
  }

  /// Asks a training that runs for something; it does so after its step.
  ///
  /// @throws lab.harmony.people.ReasonNeeded if another's is to stop, and they have to say why
  public void ask(ModelName name, Wish wish, Actor by, String reason) {
    unfinished(name)
        .filter(job -> job.state() instanceof JobState.Running)
        .ifPresent(job -> {
          if (wish == Wish.STOP) {
            jobs.cancel(job.id(), by, reason);
          } else {
            rights.require(by, Right.COMPUTE);
            sittings.asked(job.id(), wish, true);
            events.publishEvent(new JobChanged(job.id(), job.kind(), false));
          }
        });
  }

  /// Why a spec cannot be trained now.
  private Optional<String> refusal(FoundSpec file) {
    return file.spec().isEmpty()
        ? Optional.of(String.join("\n", file.problems()))
        : needs.refusal(file.spec().get());
  }
}
