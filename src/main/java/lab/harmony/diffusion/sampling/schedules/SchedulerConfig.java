package lab.harmony.diffusion.sampling.schedules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import lab.harmony.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.JsonNodeException;
import tools.jackson.databind.node.ObjectNode;

/// What `scheduler_config.json` says of how a model was trained.
///
/// @param spacing which timesteps its own scheduler visits; nothing where the file does not say it
/// @param originalSteps how many steps a model for LCM was distilled from
/// @param endsClean whether the model's own scheduler removes the last of the noise
/// @param zeroTerminalSnr whether the noisiest level is noise alone (Lin et al. 2023, algorithm 1)
public record SchedulerConfig(
    double betaStart,
    double betaEnd,
    Betas betas,
    int trainSteps,
    Prediction prediction,
    Optional<Spacing> spacing,
    int stepsOffset,
    int originalSteps,
    boolean endsClean,
    boolean zeroTerminalSnr) {

  /// How β grows over the training timesteps.
  public enum Betas {
    LINEAR,
    /// Evenly in √β.
    SCALED_LINEAR,
    /// So that ᾱ falls as a squared cosine (Nichol and Dhariwal 2021, equation 17).
    SQUARED_COSINE
  }

  private static final int ORIGINAL_STEPS = 50;

  /// Stable Diffusion 1.x; its file says nothing of a spacing.
  public static final SchedulerConfig STABLE_DIFFUSION_1 =
      new SchedulerConfig(
          0.00085,
          0.012,
          Betas.SCALED_LINEAR,
          1000,
          Prediction.EPSILON,
          Optional.empty(),
          1,
          ORIGINAL_STEPS,
          false,
          false);

  /// The same for a network that predicts something else.
  public SchedulerConfig withPrediction(Prediction other) {
    return with(other, spacing, zeroTerminalSnr);
  }

  /// The same, visited with this spacing.
  public SchedulerConfig withSpacing(Spacing other) {
    return with(prediction, Optional.of(other), zeroTerminalSnr);
  }

  /// The same with noise alone at the noisiest level, which sampling then has to begin with.
  public SchedulerConfig withZeroTerminalSnr() {
    return with(prediction, Optional.of(Spacing.TRAILING), true);
  }

  private SchedulerConfig with(
      Prediction otherPrediction, Optional<Spacing> otherSpacing, boolean otherTerminal) {
    return new SchedulerConfig(
        betaStart,
        betaEnd,
        betas,
        trainSteps,
        otherPrediction,
        otherSpacing,
        stepsOffset,
        originalSteps,
        endsClean,
        otherTerminal);
  }

  public SchedulerConfig {
    if (!(0 < betaStart && betaStart <= betaEnd && betaEnd < 1)) {
      throw new IllegalArgumentException(
          "need 0 < beta_start <= beta_end < 1, got %s and %s".formatted(betaStart, betaEnd));
    }
    if (trainSteps < 2) {
      throw new IllegalArgumentException("need at least 2 training timesteps, got " + trainSteps);
    }
    if (originalSteps < 1 || originalSteps > trainSteps) {
      throw new IllegalArgumentException(
          "need original_inference_steps from 1 to %d, got %d"
              .formatted(trainSteps, originalSteps));
    }
  }

  /// Reads `scheduler_config.json` in this folder.
  public static SchedulerConfig read(Path folder) {
    var file = folder.resolve("scheduler_config.json");
    try {
      return of(Json.object(file));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s is needed for the noise schedule but cannot be read".formatted(file), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static SchedulerConfig of(ObjectNode json) {
    var standard = STABLE_DIFFUSION_1;
    refuse(json, "thresholding");
    int trainSteps = whole(json, "num_train_timesteps", standard.trainSteps);
    return new SchedulerConfig(
        number(json, "beta_start", standard.betaStart),
        number(json, "beta_end", standard.betaEnd),
        switch (text(json, "beta_schedule", "scaled_linear")) {
          case "linear" -> Betas.LINEAR;
          case "scaled_linear" -> Betas.SCALED_LINEAR;
          case "squaredcos_cap_v2" -> Betas.SQUARED_COSINE;
          case String other ->
              throw unknown("beta_schedule", "linear, scaled_linear or squaredcos_cap_v2", other);
        },
        trainSteps,
        switch (text(json, "prediction_type", "epsilon")) {
          case "epsilon" -> Prediction.EPSILON;
          case "v_prediction" -> Prediction.VELOCITY;
          case String other -> throw unknown("prediction_type", "epsilon or v_prediction", other);
        },
        value(json, "timestep_spacing", JsonNode::stringValue, "a text").map(Spacing::byWord),
        whole(json, "steps_offset", 0),
        whole(json, "original_inference_steps", Math.min(ORIGINAL_STEPS, trainSteps)),
        flag(json, "set_alpha_to_one", true),
        flag(json, "rescale_betas_zero_snr", false));
  }

  /// Better no picture than a wrong one.
  private static void refuse(ObjectNode json, String option) {
    if (flag(json, option, false)) {
      throw new IllegalArgumentException("\"%s\" must be false here, got true".formatted(option));
    }
  }

  private static String text(ObjectNode json, String name, String standard) {
    return value(json, name, JsonNode::stringValue, "a text").orElse(standard);
  }

  private static int whole(ObjectNode json, String name, int standard) {
    return value(json, name, JsonNode::intValue, "a whole number").orElse(standard);
  }

  private static double number(ObjectNode json, String name, double standard) {
    return value(json, name, JsonNode::doubleValue, "a number").orElse(standard);
  }

  private static boolean flag(ObjectNode json, String name, boolean standard) {
    return value(json, name, JsonNode::booleanValue, "true or false").orElse(standard);
  }

  private static <T> Optional<T> value(
      ObjectNode json, String name, Function<JsonNode, T> reader, String what) {
    var value = json.path(name);
    try {
      return json.hasNonNull(name) ? Optional.of(reader.apply(value)) : Optional.empty();
    } catch (JsonNodeException e) {
      throw new IllegalArgumentException(
          "\"%s\" should be %s, it is %s".formatted(name, what, value), e);
    }
  }

  private static IllegalArgumentException unknown(String name, String wanted, String got) {
    return new IllegalArgumentException(
        "\"%s\" must be %s here, got \"%s\"".formatted(name, wanted, got));
  }
}
