package lab.harmony.training;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import lab.harmony.diffusion.LoraStudio;
import lab.harmony.diffusion.train.LoraTraining;

/// What a training will take, by a short trial.
///
/// @param steps that are still to be taken
/// @param secondsPerStep measured: the median of some trial steps, whose gradients were not applied
/// @param evaluations of the fixed prompts that are still to come
/// @param evaluationSeconds of one, worked out from a few measured steps of the sampler
/// @param memory in bytes that this process had in use after the trial
/// @param disk in bytes for checkpoints and adapters
public record Estimate(
    long steps,
    double secondsPerStep,
    int evaluations,
    double evaluationSeconds,
    OptionalLong memory,
    long disk) {

  private static final int TRIAL_STEPS = 3;

  /// Steps of the sampler; the first time is not counted, for a script is compiled when it is first
  /// used.
  private static final int[] TRIAL_DRAWINGS = {1, 1, 4};

  static Estimate of(
      LoraStudio studio,
      LoraTraining training,
      TrainingSpec spec,
      Trainer.Place place,
      Stage stage) {
    int[] number = {0};
    double seconds =
        training.trial(TRIAL_STEPS, () -> stage.doing("trial step", ++number[0], TRIAL_STEPS));
    var settings = spec.settings();
    int epochsLeft =
        Math.toIntExact(settings.epochs() - training.steps() / training.stepsPerEpoch());
    int every = spec.evaluateEvery();
    int evaluations =
        every == 0 ? 0 : (epochsLeft + every - 1) / every + (training.steps() == 0 ? 1 : 0);
    return new Estimate(
        training.total() - training.steps(),
        seconds,
        evaluations,
        evaluations == 0 ? 0 : evaluation(studio, training, spec, place, stage),
        place.machine().usedMemory(),
        disk(training, spec));
  }

  /// Seconds of one evaluation. The first of its batches is drawn with one step of the sampler,
  /// then with a few: the difference is what steps take, the rest is what each batch takes besides.
  /// Training steps are no measure for this: they keep and differentiate what is computed, and
  /// their batches are smaller.
  private static double evaluation(
      LoraStudio studio,
      LoraTraining training,
      TrainingSpec spec,
      Trainer.Place place,
      Stage stage) {
    var prompts = place.exam().prompts();
    var batch = prompts.subList(0, Math.min(FixedPrompts.TOGETHER, prompts.size()));
    var times = new double[TRIAL_DRAWINGS.length];
    for (int i = 0; i < times.length; i++) {
      int steps = TRIAL_DRAWINGS[i];
      long begin = place.machine().nanoTime();
      studio.draw(
          training,
          batch.stream().map(prompt -> FixedPrompts.request(spec, prompt, steps)).toList(),
          (_, _) -> {
            stage.doing("trial drawing");
            return true;
          });
      times[i] = (place.machine().nanoTime() - begin) / 1e9;
    }
    double step = Math.max(0, times[2] - times[1]) / (TRIAL_DRAWINGS[2] - TRIAL_DRAWINGS[1]);
    double each = times[1] + (FixedPrompts.SAMPLER_STEPS - TRIAL_DRAWINGS[1]) * step;
    return each * prompts.size() / batch.size();
  }

  /// Three checkpoints and one that is being written, of all that a step needs; the adapters.
  static long disk(LoraTraining training, TrainingSpec spec) {
    int every = spec.evaluateEvery();
    long adapters =
        2L * training.parameters() * (every == 0 ? 1 : 1 + spec.settings().epochs() / every);
    return 4 * checkpoint(training, spec) + adapters;
  }

  /// Bytes of one checkpoint.
  static long checkpoint(LoraTraining training, TrainingSpec spec) {
    return 4L * training.parameters() * spec.settings().optimiser().parts().size();
  }

  /// `measured by 3 steps whose changes were thrown away, and by drawing 12 of the fixed prompts
  /// with 1 and with 4 steps of the sampler`.
  public String found() {
    var words = "measured by %d steps whose changes were thrown away".formatted(TRIAL_STEPS);
    return evaluations == 0
        ? words
        : words
            + ", and by drawing %d of the fixed prompts with %d and with %d steps of the sampler"
                .formatted(FixedPrompts.TOGETHER, TRIAL_DRAWINGS[1], TRIAL_DRAWINGS[2]);
  }

  public Duration time() {
    return Duration.ofSeconds(Math.round(steps * secondsPerStep + evaluations * evaluationSeconds));
  }

  /// `About 3 min: 312 steps of 0.42 s and 4 evaluations of about 12 s; 1.2 GiB of memory, 54 MB on
  /// the disk.`
  public String sentence() {
    var memoryWords =
        memory.isPresent()
            ? String.format(Locale.ROOT, "%.1f GiB of memory, ", memory.getAsLong() / 0x1p30)
            : "";
    return String.format(
        Locale.ROOT,
        "About %s: %d steps of %.2f s%s; %s%d MB on the disk.",
        words(time()),
        steps,
        secondsPerStep,
        evaluations == 0
            ? ""
            : String.format(
                Locale.ROOT,
                " and %d evaluations of about %s",
                evaluations,
                words(Duration.ofSeconds(Math.round(evaluationSeconds)))),
        memoryWords,
        Math.max(1, disk >> 20));
  }

  /// `1 h 05 min`, `3 min` or `12 s`.
  public static String words(Duration time) {
    if (time.toHours() > 0) {
      return "%d h %02d min".formatted(time.toHours(), time.toMinutesPart());
    }
    return time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
  }
}
