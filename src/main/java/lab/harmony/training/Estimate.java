package lab.harmony.training;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import lab.harmony.diffusion.train.LoraTraining;

/// What a training will take, by a short trial.
///
/// @param steps that are still to be taken
/// @param secondsPerStep measured: the median of some trial steps, whose gradients were not applied
/// @param evaluations of the fixed prompts that are still to come
/// @param evaluationSeconds of one, worked out from the steps: two predictions in each step of the
///   sampler for each prompt, a third of a training step for one picture each
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

  static Estimate of(LoraTraining training, TrainingSpec spec, Trainer.Place place) {
    double seconds = training.trial(TRIAL_STEPS);
    var settings = spec.settings();
    int prompts = place.exam().prompts().size();
    double picture = seconds / (settings.batch() * settings.accumulation());
    int epochsLeft =
        Math.toIntExact(settings.epochs() - training.steps() / training.stepsPerEpoch());
    int every = spec.evaluateEvery();
    return new Estimate(
        training.total() - training.steps(),
        seconds,
        every == 0 ? 0 : (epochsLeft + every - 1) / every + (training.steps() == 0 ? 1 : 0),
        prompts * FixedPrompts.SAMPLER_STEPS * 2 * picture / 3,
        place.machine().usedMemory(),
        disk(training, spec));
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
