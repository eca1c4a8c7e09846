package lab.harmony.doodle.bundled;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import lab.harmony.diffusion.tensor.AdamW;
import lab.harmony.diffusion.tensor.TrainableNetwork;
import lab.harmony.diffusion.tensor.TrainingState;
import lab.harmony.diffusion.train.Checkpoint;

/// One training from its first step, or from where it was interrupted, to its last.
///
/// @param limit after which it ends early; the learning rate then falls with the time instead
/// @param log takes one line at a time
record TrainingLoop(
    String name, BundledSizes.Plan plan, Duration limit, Path folder, Consumer<String> log) {

  private static final Duration BETWEEN_CHECKPOINTS = Duration.ofMinutes(2);
  private static final int STEPS_PER_LINE = 50;

  /// What is kept of each parameter.
  static final Set<TrainingState.Part> PARTS = AdamW.STANDARD.parts();

  private static final String MILLISECONDS = "milliseconds";

  /// Makes the inputs of a step; equal step numbers have to make equal inputs.
  @FunctionalInterface
  interface Feed {
    NDArray[] inputs(long step, double share);
  }

  /// Trains; `watch` sees the state at every checkpoint.
  TrainingState run(
      TrainableNetwork network,
      Supplier<TrainingState> fresh,
      Feed feed,
      Consumer<TrainingState> watch,
      NDManager manager) {
    Path checkpoint = folder.resolve(name + ".checkpoint.safetensors");
    boolean resumed = Files.exists(checkpoint);
    TrainingState state =
        resumed ? Checkpoint.load(checkpoint, network.parameters(), PARTS, manager) : fresh.get();
    long before =
        resumed ? Long.parseLong(Checkpoint.notes(checkpoint).getOrDefault(MILLISECONDS, "0")) : 0;
    log.accept(
        "%s: %d parameters, from step %d".formatted(name, state.weights().size(), state.steps()));
    long begin = System.nanoTime();
    long kept = begin;
    double mean = Double.NaN;
    while (true) {
      long step = state.steps();
      long spent = before + (System.nanoTime() - begin) / 1_000_000;
      double share = Math.max((double) step / plan.steps(), (double) spent / limit.toMillis());
      if (share >= 1) {
        save(checkpoint, state, spent);
        watch.accept(state);
        log.accept("%s: done, %d steps in %d s".formatted(name, step, spent / 1000));
        return state;
      }
      var result = network.step(state, rule(step, share), feed.inputs(step, share));
      if (!result.applied()) {
        throw new IllegalStateException(
            "%s: the gradients are no numbers at step %d".formatted(name, step));
      }
      mean = Double.isNaN(mean) ? result.loss() : 0.98 * mean + 0.02 * result.loss();
      if (step % STEPS_PER_LINE == 0) {
        log.accept(
            String.format(
                Locale.ROOT,
                "%s: step %d, %d s, loss %.4f, mean %.4f, all %s, gradient norm %.3f",
                name,
                step,
                spent / 1000,
                result.loss(),
                mean,
                result.losses(),
                result.gradientNorm()));
      }
      if (System.nanoTime() - kept > BETWEEN_CHECKPOINTS.toNanos()) {
        save(checkpoint, state, spent);
        watch.accept(state);
        kept = System.nanoTime();
      }
    }
  }

  private AdamW rule(long step, double share) {
    return new AdamW(plan.rate(step, share), 0.9, 0.99, 1e-8, 0.01, 1, plan.averageDecay(step));
  }

  private static void save(Path file, TrainingState state, long spent) {
    Checkpoint.save(file, state, Map.of(MILLISECONDS, Long.toString(spent)));
  }
}
