package lab.harmony.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.cli.terminal.LabContext;
import lab.harmony.cli.terminal.Listing;
import lab.harmony.models.ModelName;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.training.TrainingQueue;
import lab.harmony.training.records.Evaluation;
import lab.harmony.training.records.TrainingLife;
import lab.harmony.training.records.TrainingShelf;
import lab.harmony.training.records.TrainingShelf.Row;
import lab.harmony.training.records.Wish;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Lists the trainings, and asks one that runs for something.
@Needs(Right.LOOK)
@Command(
    name = "trainings",
    description = "Lists the trainings with how far they are.",
    mixinStandardHelpOptions = true)
final class TrainingsCommand implements Callable<Integer> {

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  CommandSpec spec;

  @Mixin private Listing listing = new Listing();

  private final Supplier<ConfigurableApplicationContext> lab;

  TrainingsCommand() {
    this(LabContext::asking);
  }

  TrainingsCommand(Supplier<ConfigurableApplicationContext> lab) {
    this.lab = lab;
  }

  @Override
  public Integer call() {
    List<Row> rows;
    try (var context = lab.get()) {
      rows = context.getBean(TrainingShelf.class).list();
    }
    listing.print(rows, TrainingsCommand::facts, TrainingsCommand::line);
    return 0;
  }

  private static String line(Row row) {
    return "%s\t%s\tstep %d of %d\t%s"
        .formatted(
            row.name(),
            state(row.life()),
            row.steps(),
            row.life().total(),
            row.latest().map(Evaluation::success).map(rate -> rate.sentence()).orElse(""));
  }

  @Needs(Right.COMPUTE)
  @Command(
      name = "ask",
      description =
          "Asks a training that runs to stop, to save its state and an adapter, or to draw and"
              + " judge the fixed prompts; it does so after its step.",
      mixinStandardHelpOptions = true)
  int ask(
      @Parameters(paramLabel = "NAME", description = "The training.") String name,
      @Parameters(paramLabel = "WISH", description = "${COMPLETION-CANDIDATES}") Wish wish) {
    try (var context = lab.get()) {
      ask(context, name, wish);
      return 0;
    }
  }

  private void ask(ApplicationContext context, String name, Wish wish) {
    var queue = context.getBean(TrainingQueue.class);
    var by = context.getBean(CurrentPerson.class).actor();
    if (wish == Wish.STOP
        && queue.waiting().keySet().stream().anyMatch(one -> one.value().equals(name))) {
      queue.remove(new ModelName(name), by, "");
      return;
    }
    var row =
        context.getBean(TrainingShelf.class).list().stream()
            .filter(one -> one.name().value().equals(name))
            .findFirst()
            .orElseThrow(() ->
                new ParameterException(
                    spec.commandLine(),
                    "there is no training \"%s\"; ./lab trainings lists them".formatted(name)));
    if (!row.life().state().isActive()) {
      throw new ParameterException(
          spec.commandLine(), "%s is %s, not running".formatted(name, state(row.life())));
    }
    queue.ask(row.name(), wish, by, "");
  }

  private static String state(TrainingLife life) {
    return life.state().word().within();
  }

  private static Map<String, Object> facts(Row row) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("name", row.name().value());
    facts.put("state", state(row.life()));
    facts.put("model", row.model());
    facts.put("step", row.steps());
    facts.put("totalSteps", row.life().total());
    row.loss().ifPresent(loss -> facts.put("loss", loss));
    row.latest()
        .ifPresent(latest -> {
          facts.put("epoch", latest.epoch());
          facts.put("points", latest.rate().points());
          facts.put("possible", latest.success().possible());
        });
    return facts;
  }
}
