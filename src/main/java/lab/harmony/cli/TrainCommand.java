package lab.harmony.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.cli.terminal.JobFollower;
import lab.harmony.cli.terminal.LabContext;
import lab.harmony.cli.terminal.Signals;
import lab.harmony.json.Json;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.training.SpecStandings;
import lab.harmony.training.TrainingQueue;
import lab.harmony.training.TrainingQueue.Submission;
import lab.harmony.training.data.TrainingProblem;
import lab.harmony.training.process.TrainingOrder;
import lab.harmony.training.records.Estimate;
import lab.harmony.training.records.Evaluation;
import lab.harmony.training.records.TrainingShelf;
import lab.harmony.work.Job;
import lab.harmony.work.JobId;
import lab.harmony.work.JobQueue;
import lab.harmony.work.JobState;
import lab.harmony.workspace.Workspace;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Trains LoRA adapters, one after the other. Called again, a training goes on where it was.
///
/// They are jobs as any: the lab works them off where one runs, else this process does.
@Needs(Right.COMPUTE)
@Command(
    name = "train",
    description =
        "Trains LoRA adapters from YAML specs, one after the other. A training that was stopped or"
            + " killed goes on where it was.",
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  CommandSpec spec;

  @Parameters(
      paramLabel = "SPEC.yaml",
      arity = "1..*",
      description = "What to train; after one that fails the next is trained.")
  List<Path> specs = List.of();

  @Option(names = "--epochs", description = "Instead of the spec's, for going on with more.")
  @Nullable Integer epochs;

  @Option(
      names = "--prompts",
      paramLabel = "FOLDER",
      description = "The prompt library for captions and evaluations (default: the workspace's).")
  @Nullable Path prompts;

  @Option(
      names = "--threads",
      description = "For each operation (default: what harmony.engine.threads says, else all).")
  @Nullable Integer threads;

  @Option(
      names = "--estimate",
      description = "Take a few steps as a trial, say what the training will take, and end.")
  boolean estimate;

  @Option(
      names = "--reason",
      paramLabel = "WORDS",
      defaultValue = "",
      description =
          "Why it takes the place of a training of that name that another has put into the line;"
              + " it stands in the audit trail.")
  String reason = "";

  @Option(names = "--json", description = "Print the results as JSON.")
  boolean json;

  private final Supplier<ConfigurableApplicationContext> lab;
  private final Function<Runnable, Signals> signals;
  private final Orders orders;

  /// What specs ask for: those of this machine, or those that were sent.
  @FunctionalInterface
  interface Orders {
    TrainingOrder order(ApplicationContext context, Path file, Optional<Path> prompts);
  }

  TrainCommand() {
    this(LabContext::open);
  }

  TrainCommand(Supplier<ConfigurableApplicationContext> lab) {
    this(lab, Signals::new, TrainCommand::here);
  }

  /// @param signals what ends the verb, made with what is said then
  TrainCommand(
      Supplier<ConfigurableApplicationContext> lab,
      Function<Runnable, Signals> signals,
      Orders orders) {
    this.lab = lab;
    this.signals = signals;
    this.orders = orders;
  }

  private static TrainingOrder here(ApplicationContext context, Path file, Optional<Path> prompts) {
    return TrainingOrder.of(
        file, prompts.orElseGet(() -> context.getBean(Workspace.class).prompts()));
  }

  @Override
  public Integer call() {
    try (var context = lab.get();
        var signals = this.signals.apply(() -> say("Stopping; what is done so far is kept."))) {
      var results = new ArrayList<Map<String, Object>>();
      for (var file : specs) {
        if (signals.code().isEmpty()) {
          results.add(train(context, file, signals));
        }
      }
      print(results);
      return signals
          .code()
          .orElse(
              results.stream()
                      .allMatch(result -> JobState.Code.FINISHED.word().equals(result.get("state")))
                  ? 0
                  : 1);
    }
  }

  private void print(List<Map<String, Object>> results) {
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.MAPPER.writeValueAsString(results));
    } else {
      results.stream()
          .filter(result -> result.containsKey("adapter"))
          .forEach(result -> out.println(result.get("adapter")));
    }
    out.flush();
  }

  private Map<String, Object> train(ApplicationContext context, Path file, Signals signals) {
    var result = new LinkedHashMap<String, Object>();
    result.put("spec", file.toString());
    try {
      var order = order(context, file);
      result.put("name", order.training().name().value());
      var job = submitted(context, order);
      var follower = new JobFollower(context, job, this::say, signals);
      var end = estimate ? follower.toTheEndOfATrial() : follower.toTheEnd();
      if (estimate && end.state() instanceof JobState.Finished) {
        context
            .getBean(SpecStandings.class)
            .measured(job)
            .ifPresent(found -> estimated(found, result));
      } else {
        ended(context, end, order, result);
      }
    } catch (TrainingProblem e) {
      failed(String.valueOf(e.getMessage()), result);
      say(String.valueOf(e.getMessage()));
    }
    return result;
  }

  private TrainingOrder order(ApplicationContext context, Path file) {
    return orders
        .order(context, file, Optional.ofNullable(prompts))
        .withEpochs(epochs == null ? OptionalInt.empty() : OptionalInt.of(epochs))
        .withThreads(threads == null ? OptionalInt.empty() : OptionalInt.of(threads));
  }

  private JobId submitted(ApplicationContext context, TrainingOrder order) {
    var by = context.getBean(CurrentPerson.class).actor();
    if (estimate) {
      return context.getBean(SpecStandings.class).measure(order, by);
    }
    return switch (context.getBean(TrainingQueue.class).submit(order, by, reason)) {
      case Submission.Submitted(var job) -> job;
      // Whoever worked on it before is gone, and this process goes on with it.
      case Submission.Running(var job) when context.getBean(JobQueue.class).isWorkedHere() ->
          job.id();
      case Submission.Running(var job) ->
          throw new TrainingProblem(
              "%s is being trained already, for %s since %s; wait for it, or stop it: ./lab trainings ask %s stop"
                  .formatted(
                      order.training().name(),
                      job.submittedBy().map(NamedPerson::name).orElse("somebody"),
                      job.startedAt().orElse(job.submittedAt()),
                      order.training().name()));
    };
  }

  private void ended(
      ApplicationContext context, Job end, TrainingOrder order, Map<String, Object> result) {
    var queue = context.getBean(TrainingQueue.class);
    var life = queue.life(end.id());
    switch (end.state()) {
      case JobState.Finished _ -> {
        result.put("state", JobState.Code.FINISHED.word());
        queue.adapter(end.id()).ifPresent(adapter -> result.put("adapter", adapter.toString()));
        result.put(
            "evaluations",
            context
                .getBean(TrainingShelf.class)
                .find(order.training().name().value())
                .map(training -> training.evaluations().stream().map(TrainCommand::facts).toList())
                .orElse(List.of()));
      }
      case JobState.Failed(_, var reason) -> {
        say(reason);
        failed(reason, result);
        if (!life.reason().isEmpty() && !estimate) {
          result.put("state", life.state().name().toLowerCase(Locale.ROOT));
          result.put("step", life.steps());
        }
      }
      case JobState.Cancelled _, JobState.Queued _, JobState.Running _ -> {
        result.put("state", "stopped");
        result.put("step", life.steps());
        result.put("reason", "");
      }
    }
  }

  private static void failed(String reason, Map<String, Object> result) {
    result.put("state", JobState.Code.FAILED.word());
    result.put("reason", reason);
  }

  private void estimated(Estimate found, Map<String, Object> result) {
    result.put("state", JobState.Code.FINISHED.word());
    result.put("seconds", found.time().toSeconds());
    result.put("steps", found.steps());
    result.put("secondsPerStep", found.secondsPerStep());
    result.put("evaluations", found.evaluations());
    result.put("evaluationSeconds", found.evaluationSeconds());
    found.memory().ifPresent(bytes -> result.put("memoryBytes", bytes));
    result.put("diskBytes", found.disk());
    result.put("found", found.found());
    say("%s: %s This was %s.".formatted(result.get("name"), found.sentence(), found.found()));
  }

  private static Map<String, Object> facts(Evaluation evaluation) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("epoch", evaluation.epoch());
    facts.put("step", evaluation.step());
    evaluation.loss().ifPresent(loss -> facts.put("loss", loss));
    facts.put("points", evaluation.rate().points());
    facts.put("possible", evaluation.success().possible());
    return facts;
  }

  private void say(String line) {
    var err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }
}
