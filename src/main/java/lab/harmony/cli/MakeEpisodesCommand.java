package lab.harmony.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import lab.harmony.diffusion.tensor.Torch;
import lab.harmony.diffusion.train.LoraTraining;
import lab.harmony.doodle.Episode;
import lab.harmony.models.Model;
import lab.harmony.training.Trainer;
import lab.harmony.training.TrainingShelf;
import lab.harmony.training.TrainingSpec;
import lab.harmony.training.outcome.OutcomeRules;
import lab.harmony.training.outcome.RunRecords;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.HarmonySettings;
import lab.harmony.workspace.Sha256;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Really trains small adapters in which one thing is wrong on purpose: examples whose cause is
/// known, for rules and for whatever learns from records.
@Command(
    name = "make-episodes",
    description =
        "Trains small adapters on doodle-base that go wrong on purpose, and one that does not, as"
            + " labelled examples among the trainings.",
    mixinStandardHelpOptions = true)
final class MakeEpisodesCommand implements Callable<Integer> {

  private static final String MODEL = "doodle-base";

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  CommandSpec spec;

  @Parameters(
      paramLabel = "DIR",
      description = "For the datasets and specs; each episode gets a folder in it.")
  private Path folder = Path.of("");

  @Option(
      names = "--only",
      paramLabel = "KIND",
      split = ",",
      description = "Kinds to make (default: all): ${COMPLETION-CANDIDATES}.")
  private List<Episode> kinds = List.of(Episode.values());

  @Option(
      names = "--seed",
      description = "Of drawings and trainings (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long seed = 1;

  @Option(
      names = "--steps",
      description = "Of each episode, about (default: ${DEFAULT-VALUE}).",
      defaultValue = "240")
  private int steps = 240;

  @Option(
      names = "--prompts",
      paramLabel = "FOLDER",
      description = "The prompt library (default: the workspace's).")
  private @Nullable Path prompts;

  private final Supplier<DataFolder> data;
  private final HarmonySettings settings = HarmonySettings.read();

  MakeEpisodesCommand() {
    this(() -> HarmonySettings.read().data());
  }

  MakeEpisodesCommand(Supplier<DataFolder> data) {
    this.data = data;
  }

  @Override
  public Integer call() throws IOException {
    Torch.useThreads(settings.threads());
    for (var kind : kinds) {
      make(kind);
    }
    return 0;
  }

  private void make(Episode kind) throws IOException {
    var own = folder.resolve(kind.word());
    if (!Files.exists(own)) {
      kind.draw(own.resolve("faces"), seed);
    }
    var file = own.resolve("training.yaml");
    Files.writeString(file, kind.spec(MODEL, seed, steps));
    var training = TrainingSpec.read(file);
    var err = spec.commandLine().getErr();
    var trainings =
        new Trainings(data.get(), prompts == null ? settings.workspace().prompts() : prompts, err);
    var model = trainings.model(MODEL);
    if (kind == Episode.BROKEN_AUTOENCODER) {
      var broken = own.resolve("model");
      Episode.breakAutoencoder(model.folder(), broken, seed);
      model =
          new Model(
              model.name(),
              broken,
              Sha256.of(broken.resolve("vae/diffusion_pytorch_model.safetensors")).hex(),
              model.description(),
              model.nativeSize());
    }
    RunRecords.noteCause(trainings.folder(training), kind.word());
    err.println("%s: %s".formatted(kind.word(), kind.words()));
    trainings
        .trainer(training, model, new Lines(err))
        .run(trainings.pictures(training), () -> false);
    new TrainingShelf(data.get())
        .find(training.name().value())
        .flatMap(OutcomeRules::propose)
        .ifPresent(proposal ->
            spec.commandLine()
                .getOut()
                .println(
                    "%s\t%s\t%s"
                        .formatted(kind.word(), proposal.label().word(), proposal.reason())));
    spec.commandLine().getOut().flush();
  }

  private record Lines(PrintWriter err) implements Trainer.Listener {
    @Override
    public void said(String line) {
      err.println(line);
      err.flush();
    }

    @Override
    public void step(LoraTraining.Report report, long total, double secondsPerStep) {}
  }
}
