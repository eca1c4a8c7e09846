package lab.harmony.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.cli.terminal.LabContext;
import lab.harmony.cli.terminal.Listing;
import lab.harmony.design.StateWord;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.work.JobId;
import lab.harmony.work.JobQueue;
import lab.harmony.work.JobState;
import lab.harmony.work.WorkList;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Lists all work that is under way or waits, and cancels some of it.
@Needs(Right.LOOK)
@Command(
    name = "work",
    description = "Lists runs, trainings and what else is under way or waits, on which device.",
    mixinStandardHelpOptions = true)
final class WorkCommand implements Callable<Integer> {

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  CommandSpec spec;

  @Mixin private Listing listing = new Listing();

  private final Supplier<ConfigurableApplicationContext> lab;

  WorkCommand() {
    this(LabContext::asking);
  }

  WorkCommand(Supplier<ConfigurableApplicationContext> lab) {
    this.lab = lab;
  }

  @Override
  public Integer call() {
    List<WorkList.Item> items;
    try (var context = lab.get()) {
      items = context.getBean(WorkList.class).now().items();
    }
    listing.print(items, WorkCommand::facts, WorkCommand::line);
    return 0;
  }

  @Needs(Right.COMPUTE)
  @Command(
      name = "cancel",
      description = "Cancels jobs; what they made so far stays.",
      mixinStandardHelpOptions = true)
  int cancel(
      @Parameters(paramLabel = "JOB", arity = "1..*", description = "As ./lab work names it.")
          List<String> names,
      @Option(
              names = "--reason",
              paramLabel = "WORDS",
              defaultValue = "",
              description =
                  "Why; it stands in the audit trail and with the job, where another started it.")
          String reason) {
    try (var context = lab.get()) {
      var unfinished =
          context.getBean(WorkList.class).now().items().stream()
              .map(item -> item.job().id())
              .toList();
      var jobs = new ArrayList<JobId>();
      for (var name : names) {
        jobs.add(
            unfinished.stream()
                .filter(id -> id.value().equals(name))
                .findFirst()
                .orElseThrow(() ->
                    new ParameterException(
                        spec.commandLine(),
                        "no job \"%s\" is under way or waits; ./lab work lists them"
                            .formatted(name))));
      }
      var by = context.getBean(CurrentPerson.class).actor();
      var queue = context.getBean(JobQueue.class);
      jobs.forEach(job -> queue.cancel(job, by, reason));
      return 0;
    }
  }

  private static String line(WorkList.Item item) {
    return String.join(
        "\t",
        item.job().id().value(),
        state(item),
        item.title().what(),
        item.title().name(),
        item.title().doneInWords(),
        item.device().orElse(""),
        item.job().by());
  }

  private static String state(WorkList.Item item) {
    return switch (item.job().state()) {
      case JobState.Queued(var position) ->
          "%s, number %d".formatted(StateWord.QUEUED.within(), position);
      case JobState.Running _ ->
          (item.job().cancelRequested() ? StateWord.STOPPING : StateWord.RUNNING).within();
      case JobState.Finished _, JobState.Failed _, JobState.Cancelled _ -> "over";
    };
  }

  private static Map<String, Object> facts(WorkList.Item item) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("job", item.job().id().value());
    facts.put("kind", item.job().kind());
    facts.put("name", item.title().name());
    facts.put("state", state(item));
    if (item.job().state() instanceof JobState.Running(var progress)) {
      facts.put("fraction", progress.fraction());
      progress.remaining().ifPresent(left -> facts.put("secondsLeft", left.toSeconds()));
    }
    item.device().ifPresent(device -> facts.put("device", device));
    facts.put("by", item.job().by());
    facts.put("at", item.job().submittedAt().toString());
    return facts;
  }
}
