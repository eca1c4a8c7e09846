package lab.harmony.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.cli.terminal.JobFollower;
import lab.harmony.cli.terminal.LabContext;
import lab.harmony.cli.terminal.Signals;
import lab.harmony.doodle.Episode;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.models.ModelName;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.training.TrainingQueue;
import lab.harmony.training.outcome.OutcomeRules;
import lab.harmony.training.outcome.RunRecords;
import lab.harmony.training.process.TrainingOrder;
import lab.harmony.training.records.TrainingShelf;
import lab.harmony.workspace.Workspace;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Really trains small adapters in which one thing is wrong on purpose: examples whose cause is
/// known, for rules and for whatever learns from records.
@Needs(Right.COMPUTE)
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

  private final Supplier<ConfigurableApplicationContext> lab;

  MakeEpisodesCommand() {
    this(LabContext::open);
  }

  MakeEpisodesCommand(Supplier<ConfigurableApplicationContext> lab) {
    this.lab = lab;
  }

  @Override
  public Integer call() throws IOException {
    try (var context = lab.get();
        var signals = new Signals(() -> say("Stopping; what is done so far is kept."))) {
      for (var kind : kinds) {
        if (signals.code().isEmpty()) {
          make(context, kind, signals);
        }
      }
      return signals.code().orElse(0);
    }
  }

  private void make(ApplicationContext context, Episode kind, Signals signals) throws IOException {
    var own = folder.resolve(kind.word());
    if (!Files.exists(own)) {
      kind.draw(own.resolve("faces"), seed);
    }
    var file = own.resolve("training.yaml");
    Files.writeString(file, kind.spec(MODEL, seed, steps));
    var library = prompts == null ? context.getBean(Workspace.class).prompts() : prompts;
    var order = TrainingOrder.of(file, library);
    var name = order.training().name();
    if (kind == Episode.BROKEN_AUTOENCODER) {
      var models = context.getBean(ModelCatalogue.class);
      ModelsCommand.awaitReading(models, spec.commandLine().getErr());
      var model =
          models
              .find(new ModelName(MODEL))
              .orElseThrow(() -> new IllegalArgumentException(models.missing(MODEL)));
      var broken = own.resolve("model");
      Episode.breakAutoencoder(model.folder(), broken, seed);
      order = order.withModel(broken.toAbsolutePath());
    }
    var shelf = context.getBean(TrainingShelf.class);
    RunRecords.noteCause(shelf.folder(name), kind.word());
    say("%s: %s".formatted(kind.word(), kind.words()));
    var submission =
        context
            .getBean(TrainingQueue.class)
            .submit(order, context.getBean(CurrentPerson.class).actor(), "");
    var job =
        switch (submission) {
          case TrainingQueue.Submission.Submitted(var id) -> id;
          case TrainingQueue.Submission.Running(var running) -> running.id();
        };
    new JobFollower(context, job, this::say, signals).toTheEnd();
    shelf
        .find(name.value())
        .flatMap(OutcomeRules::propose)
        .ifPresent(proposal ->
            spec.commandLine()
                .getOut()
                .println(
                    "%s\t%s\t%s"
                        .formatted(kind.word(), proposal.label().word(), proposal.reason())));
    spec.commandLine().getOut().flush();
  }

  private void say(String line) {
    var err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }
}
