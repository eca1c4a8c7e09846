package lab.harmony.doodle.bundled;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import lab.harmony.diffusion.check.EngineSelfCheck;
import lab.harmony.diffusion.torch.Torch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Makes the bundled models from nothing: draws, trains, writes the model folders.
@Command(
    name = "make-doodle",
    mixinStandardHelpOptions = true,
    description = "Train the bundled models again from nothing.")
public final class MakeDoodle implements Callable<Integer> {

  /// What is made, in this order.
  enum Stage {
    VAE,
    PARTS,
    START,
    ANIME,
    BASE,
    MEASURE
  }

  @Option(
      names = "--out",
      description = "Where the model folders go (default: ${DEFAULT-VALUE}).",
      defaultValue = "src/main/resources/lab/harmony/models")
  private Path out = Path.of("");

  @Option(
      names = "--work",
      description =
          "Where checkpoints and finished stages are kept; run again to continue"
              + " (default: ${DEFAULT-VALUE}).",
      defaultValue = "target/make-doodle")
  private Path work = Path.of("");

  @Option(
      names = "--minutes",
      description = "End each training after so many minutes, if its steps are not done by then.",
      defaultValue = "600")
  private double minutes = 600;

  @Option(
      names = "--seed",
      description = "Of drawings, weights and noise (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long seed = 1;

  @Option(
      names = "--only",
      split = ",",
      description = "Only these stages: ${COMPLETION-CANDIDATES}.")
  private Set<Stage> only = EnumSet.allOf(Stage.class);

  @Option(
      names = "--threads",
      description = "For each operation (default: ${DEFAULT-VALUE}).",
      defaultValue = "2")
  private int threads = 2;

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  private final Function<Path, EngineSelfCheck> check;

  MakeDoodle() {
    this(EngineSelfCheck::in);
  }

  /// @param check makes the check whose result lies in a folder
  MakeDoodle(Function<Path, EngineSelfCheck> check) {
    this.check = check;
  }

  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    System.setProperty("java.awt.headless", "true");
    System.exit(
        new CommandLine(new MakeDoodle())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Torch.useThreads(threads);
    Files.createDirectories(work);
    var health = check.apply(work).health();
    if (!health.canTrain() && !only.equals(Set.of(Stage.MEASURE))) {
      spec.commandLine().getErr().println(health.sentence());
      return 1;
    }
    try (NDManager manager = Torch.newManager()) {
      Workshop workshop =
          new Workshop(
              work,
              out,
              seed,
              Duration.ofMillis((long) (minutes * 60_000)),
              System.out::println,
              manager);
      for (Stage stage : Stage.values()) {
        if (only.contains(stage)) {
          make(stage, workshop);
        }
      }
    }
    return 0;
  }

  private void make(Stage stage, Workshop workshop) throws IOException {
    switch (stage) {
      case VAE -> workshop.trainVae();
      case PARTS -> workshop.trainParts();
      case START -> workshop.trainDiffusion(BundledSizes.Diffusion.START);
      case ANIME -> workshop.trainDiffusion(BundledSizes.Diffusion.ANIME);
      case BASE -> workshop.trainDiffusion(BundledSizes.Diffusion.BASE);
      case MEASURE -> Measurement.of(out).forEach(System.out::println);
    }
  }
}
