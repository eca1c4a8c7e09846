package lab.harmony.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import lab.harmony.diffusion.tensor.Torch;
import lab.harmony.diffusion.train.LoraTraining;
import lab.harmony.models.ModelName;
import lab.harmony.training.Estimate;
import lab.harmony.training.Evaluation;
import lab.harmony.training.Trainer;
import lab.harmony.training.TrainingSpec;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.HarmonySettings;
import lab.harmony.workspace.Sha256;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/// Trains LoRA adapters, one after the other. Called again, a training goes on where it was.
@Command(
    name = "train",
    description =
        "Trains LoRA adapters from YAML specs, one after the other. A training that was stopped or"
            + " killed goes on where it was.",
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {

  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
  private static final Duration BETWEEN_WORDS = Duration.ofMillis(500);

  /// For what can be interrupted, but not at once.
  private static final Duration GRACE = Duration.ofMillis(1500);

  private static final int LOOK = 250; // milliseconds

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

  @Option(names = "--json", description = "Print the results as JSON.")
  boolean json;

  private final Supplier<DataFolder> data;
  private final AtomicBoolean stop = new AtomicBoolean();
  private final HarmonySettings settings = HarmonySettings.read();
  private volatile Optional<Trainer> current = Optional.empty();
  private int left;

  TrainCommand() {
    this(() -> HarmonySettings.read().data());
  }

  TrainCommand(Supplier<DataFolder> data) {
    this.data = data;
  }

  @Override
  public Integer call() {
    Torch.useThreads(threads == null ? settings.threads() : threads);
    var ended = new CountDownLatch(1);
    var hook = new Thread(() -> end(ended));
    Runtime.getRuntime().addShutdownHook(hook);
    var watch = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
    watch.scheduleWithFixedDelay(this::endIfWishedAway, LOOK, LOOK, TimeUnit.MILLISECONDS);
    left = specs.size();
    var results = new ArrayList<Map<String, Object>>();
    try {
      for (var file : specs) {
        left--;
        if (!stop.get()) {
          results.add(train(file));
        }
        current = Optional.empty();
      }
    } finally {
      watch.shutdownNow();
      ended.countDown();
    }
    removeHook(hook);
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonMapper.builder().build().writeValueAsString(results));
    } else {
      results.stream()
          .filter(result -> result.containsKey("adapter"))
          .forEach(result -> out.println(result.get("adapter")));
    }
    out.flush();
    return results.stream().allMatch(result -> "finished".equals(result.get("state"))) ? 0 : 1;
  }

  /// The process has to end: at once where nothing would be lost, else after the step that is being
  /// taken, however long that takes.
  private void end(CountDownLatch ended) {
    stop.set(true);
    say("Stopping; what is done so far is kept.");
    try {
      if (!ended.await(GRACE.toMillis(), TimeUnit.MILLISECONDS)
          && !current.map(Trainer::leave).orElse(true)) {
        ended.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Opening a model cannot be interrupted, only left; where another spec waits, it is waited for.
  private void endIfWishedAway() {
    if (left == 0 && !stop.get() && current.filter(Trainer::isWishedAway).isPresent()) {
      System.exit(1);
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException stopping) {
      // It runs already.
    }
  }

  private Map<String, Object> train(Path file) {
    var result = new LinkedHashMap<String, Object>();
    result.put("spec", file.toString());
    var folder = Optional.<Path>empty();
    try {
      var read = TrainingSpec.read(file);
      var training = epochs == null ? read : read.withEpochs(epochs);
      result.put("name", training.name().value());
      folder = Optional.of(data.get().trainings().resolve(training.name().value()));
      var trainings =
          new Trainings(
              data.get(),
              prompts == null ? settings.workspace().prompts() : prompts,
              spec.commandLine().getErr());
      var model = trainings.model(training.model());
      var pictures = trainings.pictures(training);
      var trainer = trainings.trainer(training, model, new Progress());
      current = Optional.of(trainer);
      if (estimate) {
        estimate(trainer.estimate(pictures), result);
        return result;
      }
      switch (trainer.run(pictures, stop::get)) {
        case Trainer.Outcome.Finished(var adapter, var evaluations) -> {
          result.put("state", "finished");
          result.put("adapter", install(adapter, training.name()).toString());
          result.put("evaluations", evaluations.stream().map(TrainCommand::facts).toList());
          Evaluation.ranking(evaluations).ifPresent(this::say);
        }
        case Trainer.Outcome.Stopped(var step, var reason) -> {
          result.put("state", "stopped");
          result.put("step", step);
          result.put("reason", reason);
        }
        case Trainer.Outcome.Failed(var step, var reason) -> {
          result.put("state", "failed");
          result.put("step", step);
          result.put("reason", reason);
        }
      }
    } catch (RuntimeException e) {
      result.put("state", "failed");
      result.put("reason", String.valueOf(e.getMessage()));
      say(String.valueOf(e.getMessage()));
      folder.ifPresent(
          one -> Trainer.noteRefusal(one, Clock.systemUTC(), String.valueOf(e.getMessage())));
    }
    return result;
  }

  /// Puts the adapter among the models; what was there under its name gets its hash as a name.
  private Path install(Path adapter, ModelName name) {
    var target = data.get().models().resolve(name + ".safetensors");
    try {
      if (Files.exists(target) && Files.mismatch(target, adapter) >= 0) {
        var old = "%s-%s.safetensors".formatted(name, Sha256.of(target).brief());
        Files.move(target, target.resolveSibling(old));
        say("The adapter that was there is now called %s.".formatted(old));
      }
      AtomicFiles.write(target, out -> Files.copy(adapter, out));
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be written".formatted(target), e);
    }
  }

  private void estimate(Estimate estimate, Map<String, Object> result) {
    result.put("state", "finished");
    result.put("seconds", estimate.time().toSeconds());
    result.put("steps", estimate.steps());
    result.put("secondsPerStep", estimate.secondsPerStep());
    result.put("evaluations", estimate.evaluations());
    result.put("evaluationSeconds", estimate.evaluationSeconds());
    estimate.memory().ifPresent(bytes -> result.put("memoryBytes", bytes));
    result.put("diskBytes", estimate.disk());
    result.put("found", estimate.found());
    say("%s: %s This was %s.".formatted(result.get("name"), estimate.sentence(), estimate.found()));
  }

  private static Map<String, Object> facts(Evaluation evaluation) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("epoch", evaluation.epoch());
    facts.put("step", evaluation.step());
    evaluation.loss().ifPresent(loss -> facts.put("loss", loss));
    facts.put("points", evaluation.rate().points());
    facts.put("possible", evaluation.rate().possible());
    return facts;
  }

  private void say(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }

  private final class Progress implements Trainer.Listener {

    private long last = System.nanoTime();
    private long heard = last - BETWEEN_WORDS.toNanos();

    /// A trial has no other way to say how far it is.
    @Override
    public void doing(String what) {
      if (estimate && System.nanoTime() - heard > BETWEEN_WORDS.toNanos()) {
        heard = System.nanoTime();
        say(what);
      }
    }

    @Override
    public void said(String line) {
      say(line);
    }

    @Override
    public void step(LoraTraining.Report report, long total, double secondsPerStep) {
      if (System.nanoTime() - last < BETWEEN_LINES.toNanos() && report.step() != 5) {
        return;
      }
      last = System.nanoTime();
      var left = Duration.ofSeconds(Math.round((total - report.step()) * secondsPerStep));
      say(
          "step %d of %d, epoch %d, loss %.4f, %.2f s per step, about %d min %02d s left"
              .formatted(
                  report.step(),
                  total,
                  report.epoch(),
                  report.loss(),
                  secondsPerStep,
                  left.toMinutes(),
                  left.toSecondsPart()));
    }
  }
}
