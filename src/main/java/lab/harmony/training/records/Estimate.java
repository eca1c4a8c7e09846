package lab.harmony.training.records;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import lab.harmony.design.Sizes;
import lab.harmony.design.Times;
import org.springframework.util.StringUtils;

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

  /// Trial steps whose median is [#secondsPerStep].
  public static final int TRIAL_STEPS = 3;

  /// Steps of the sampler in the shorter and the longer of the trial drawings.
  public static final int SHORT_DRAWING = 1;

  public static final int LONG_DRAWING = 4;

  /// `measured by 3 steps whose changes were thrown away, and by drawing 12 of the fixed prompts
  /// with 1 and with 4 steps of the sampler`.
  public String found() {
    var words = "measured by %d steps whose changes were thrown away".formatted(TRIAL_STEPS);
    return evaluations == 0
        ? words
        : words
            + ", and by drawing %d of the fixed prompts with %d and with %d steps of the sampler"
                .formatted(Evaluation.TOGETHER, SHORT_DRAWING, LONG_DRAWING);
  }

  public Duration time() {
    return Duration.ofSeconds(Math.round(steps * secondsPerStep + evaluations * evaluationSeconds));
  }

  /// `About 3 min: 312 steps of 0.42 s and 4 evaluations of about 12 s; 1.2 GiB of memory, 54 MB on
  /// the disk.`
  public String sentence() {
    var memoryWords =
        memory.isPresent() ? "%s of memory, ".formatted(Sizes.memory(memory.getAsLong())) : "";
    return String.format(
        Locale.ROOT,
        "%s: %d steps of %.2f s%s; %s%s on the disk.",
        StringUtils.capitalize(Times.about(time())),
        steps,
        secondsPerStep,
        evaluations == 0
            ? ""
            : String.format(
                Locale.ROOT,
                " and %d evaluations of %s",
                evaluations,
                Times.about(Duration.ofSeconds(Math.round(evaluationSeconds)))),
        memoryWords,
        Sizes.of(disk));
  }
}
