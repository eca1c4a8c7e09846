package lab.harmony.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.models.ModelName;
import lab.harmony.prompts.PromptLibrary;
import lab.harmony.prompts.PromptProblem;
import lab.harmony.training.data.Dataset;
import lab.harmony.training.data.TrainingProblem;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.SafePath;
import lab.harmony.workspace.Workspace;
import org.springframework.stereotype.Service;

/// Starts and stops trainings from the specs of the workspace, each in a process of its own that
/// goes on when the lab ends.
@Service
public class TrainingProcesses {

  static final String LOG = "process.txt";

  private final Workspace workspace;
  private final DataFolder data;
  private final ModelCatalogue models;
  private final TrainingShelf shelf;
  private final Clock clock;

  TrainingProcesses(
      Workspace workspace,
      DataFolder data,
      ModelCatalogue models,
      TrainingShelf shelf,
      Clock clock) {
    this.workspace = workspace;
    this.data = data;
    this.models = models;
    this.shelf = shelf;
    this.clock = clock;
  }

  /// A spec in the workspace: `experiments/lora-v1/training.yaml`.
  ///
  /// @param experiment whose folder it lies in
  /// @param spec what it says; empty if it cannot be used
  /// @param problem why it cannot be used; empty otherwise
  public record SpecFile(
      String experiment, Path file, Optional<TrainingSpec> spec, String problem) {}

  /// What became of the wish to start a training.
  public sealed interface Start {
    record Started(ModelName name) implements Start {}

    /// The reason says what to change.
    record Refused(String reason) implements Start {}
  }

  /// The specs of the workspace, by experiment.
  public List<SpecFile> specs() {
    try (var folders = Files.list(workspace.experiments())) {
      return folders
          .filter(folder -> Files.isRegularFile(folder.resolve("training.yaml")))
          .sorted()
          .map(folder -> specFile(folder.getFileName().toString(), folder.resolve("training.yaml")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be read".formatted(workspace.experiments()), e);
    }
  }

  private static SpecFile specFile(String experiment, Path file) {
    try {
      return new SpecFile(experiment, file, Optional.of(TrainingSpec.read(file)), "");
    } catch (TrainingProblem e) {
      return new SpecFile(experiment, file, Optional.empty(), String.valueOf(e.getMessage()));
    }
  }

  /// Starts the training of a spec, or goes on with it.
  public synchronized Start start(SpecFile file) {
    if (file.spec().isEmpty()) {
      return new Start.Refused(file.problem());
    }
    var spec = file.spec().get();
    var running =
        shelf.list().stream()
            .filter(one -> one.life().state() == TrainingLife.State.RUNNING)
            .findFirst();
    if (running.isPresent()) {
      return new Start.Refused(
          "The training %s is running; wait for its end, or stop it."
              .formatted(running.get().name()));
    }
    try {
      if (models.find(new ModelName(spec.model())).isEmpty()) {
        return new Start.Refused(models.missing(spec.model()));
      }
      Dataset.read(spec.data().dataset(), PromptLibrary.load(workspace.prompts()));
    } catch (TrainingProblem | PromptProblem | IllegalArgumentException e) {
      return new Start.Refused(String.valueOf(e.getMessage()));
    }
    launch(spec.name(), file.file());
    return new Start.Started(spec.name());
  }

  private void launch(ModelName name, Path file) {
    var folder = SafePath.inside(data.trainings(), name.value());
    try {
      Files.createDirectories(folder);
      Wish.forgetAll(folder);
      var builder =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-Xmx2g",
                  "-Djava.awt.headless=true",
                  "--enable-native-access=ALL-UNNAMED",
                  "-cp",
                  System.getProperty("java.class.path"),
                  "lab.harmony.cli.Lab",
                  "train",
                  file.toString(),
                  "--prompts",
                  workspace.prompts().toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve(LOG).toFile());
      builder.environment().put("HARMONY_DATA", data.root().toString());
      // Threads that spin while they wait make torch many times slower on a busy machine.
      builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
      var process = builder.start();
      var known = TrainingLife.read(folder);
      new TrainingLife(
              TrainingLife.State.RUNNING, process.pid(), clock.instant(), known.total(), "")
          .write(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the process of %s cannot be started".formatted(name), e);
    }
  }

  /// Asks a training that runs for something; it does so after its step.
  public void ask(ModelName name, Wish wish) {
    wish.make(SafePath.inside(data.trainings(), name.value()));
  }
}
