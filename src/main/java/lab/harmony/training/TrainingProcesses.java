package lab.harmony.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import lab.harmony.models.ModelName;
import lab.harmony.training.data.TrainingProblem;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.FileProblem;
import lab.harmony.workspace.Folders;
import lab.harmony.workspace.Found;
import lab.harmony.workspace.Workspace;
import lab.harmony.yaml.YamlProblems;
import org.springframework.stereotype.Service;

/// Starts trainings from the specs of the workspace one after the other, each in a process of its
/// own that goes on when the lab ends.
@Service
public class TrainingProcesses {

  static final String LOG = "process.txt";

  private final Workspace workspace;
  private final TrainingShelf shelf;
  private final SpecNeeds needs;
  private final TrainProgram program;
  private final TrainingQueue queue;
  private final Clock clock;

  TrainingProcesses(
      Workspace workspace,
      DataFolder data,
      TrainingShelf shelf,
      SpecNeeds needs,
      TrainProgram program,
      Clock clock) {
    this.workspace = workspace;
    this.shelf = shelf;
    this.needs = needs;
    this.program = program;
    this.queue = new TrainingQueue(data.trainings().resolve("queue.json"));
    this.clock = clock;
  }

  /// A spec in the workspace: `experiments/lora-v1/training.yaml`.
  ///
  /// @param experiment whose folder it lies in
  /// @param spec what it says; empty if it cannot be used
  /// @param problems everything why it cannot be used, each with its line; none otherwise
  public record SpecFile(
      String experiment, Path file, Optional<TrainingSpec> spec, List<String> problems) {

    public SpecFile {
      problems = List.copyOf(problems);
    }
  }

  /// What became of the wish to start a training.
  public sealed interface Start {
    record Started(ModelName name) implements Start {}

    /// It is started when those before it have ended.
    ///
    /// @param place in the queue, 1 is next
    record Waiting(ModelName name, int place) implements Start {}

    /// The reason says what to change.
    record Refused(String reason) implements Start {}
  }

  /// The specs of the workspace, by experiment.
  public List<SpecFile> specs() {
    return Folders.in(workspace.experiments()).usable().stream()
        .map(folder -> folder.resolve("training.yaml"))
        .filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS))
        .map(TrainingProcesses::specFile)
        .toList();
  }

  /// What of the trainings and of their queue cannot be read.
  public List<FileProblem> problems() {
    return Stream.concat(shelf.problems().stream(), queue.problem().stream()).toList();
  }

  private static SpecFile specFile(Path file) {
    var experiment = file.resolveSibling(".").normalize().getFileName().toString();
    try {
      return new SpecFile(experiment, file, Optional.of(TrainingSpec.read(file)), List.of());
    } catch (TrainingProblem e) {
      return new SpecFile(experiment, file, Optional.empty(), sentences(e));
    } catch (RuntimeException | StackOverflowError e) {
      return new SpecFile(
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

  /// The names of the trainings that wait, the next first.
  public List<ModelName> waiting() {
    return queue.entries().stream()
        .map(TrainingQueue.Entry::name)
        .filter(ModelName::isValid)
        .map(ModelName::new)
        .toList();
  }

  /// Starts the training of a spec or goes on with it, at once or after those before it.
  ///
  /// @param epochs instead of the spec's, for going on with more
  /// @param by who starts it
  public synchronized Start start(SpecFile file, OptionalInt epochs, String by) {
    var refusal = refusal(file);
    if (refusal.isPresent()) {
      return new Start.Refused(refusal.get());
    }
    var name = file.spec().orElseThrow().name();
    if (shelf.running().filter(name::equals).isPresent()) {
      return new Start.Refused("The training %s is running already.".formatted(name));
    }
    try {
      queue.add(
          new TrainingQueue.Entry(name.value(), file.file().toString(), epochs, Optional.of(by)));
      next();
    } catch (AtomicFiles.NotWritten e) {
      return new Start.Refused(e.sentence());
    }
    int place = waiting().indexOf(name);
    return place < 0 ? new Start.Started(name) : new Start.Waiting(name, place + 1);
  }

  /// Starts the next training that waits, if none is running.
  synchronized void next() {
    // Most of the time nothing waits, and then no training is looked at.
    while (!queue.entries().isEmpty() && shelf.running().isEmpty()) {
      queue.take().ifPresent(this::begin);
    }
  }

  private void begin(TrainingQueue.Entry entry) {
    var name = new ModelName(entry.name());
    var refusal = refusal(specFile(Path.of(entry.spec())));
    if (refusal.isEmpty()) {
      launch(name, entry);
    } else {
      // Something changed while it waited.
      life(
          shelf.folder(name),
          TrainingLife.State.FAILED,
          ProcessHandle.current(),
          refusal.get(),
          entry.by());
    }
  }

  /// Takes a training that waits out of the queue.
  public synchronized void remove(ModelName name) {
    queue.remove(name);
  }

  /// Why a spec cannot be trained now.
  private Optional<String> refusal(SpecFile file) {
    return file.spec().isEmpty()
        ? Optional.of(String.join("\n", file.problems()))
        : needs.refusal(file.spec().get());
  }

  private void launch(ModelName name, TrainingQueue.Entry entry) {
    var folder = shelf.folder(name);
    var options = new ArrayList<String>();
    entry
        .epochs()
        .ifPresent(epochs -> options.addAll(List.of("--epochs", Integer.toString(epochs))));
    try {
      Files.createDirectories(folder);
      Wish.forgetAll(folder);
      var process =
          program
              .of(Path.of(entry.spec()), options)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve(LOG).toFile())
              .start();
      life(folder, TrainingLife.State.PREPARING, process.toHandle(), "", entry.by());
    } catch (IOException e) {
      life(
          folder,
          TrainingLife.State.FAILED,
          ProcessHandle.current(),
          "Its process cannot be started: " + e.getMessage(),
          entry.by());
    }
  }

  private void life(
      Path folder,
      TrainingLife.State state,
      ProcessHandle process,
      String reason,
      Optional<String> by) {
    TrainingLife.of(
            state,
            process,
            clock.instant(),
            TrainingLife.read(folder).total(),
            reason,
            Optional.of(state.isActive() ? "starting its process" : ""),
            by)
        .write(folder);
  }
}
