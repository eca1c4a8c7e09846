package lab.harmony.diffusion.sampling;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What `scheduler_config.json` says of how a model was trained.
///
/// @param endsClean whether the model's own scheduler removes the last of the noise
/// @param zeroTerminalSnr whether the noisiest level is noise alone (Lin et al. 2023, algorithm 1)
public record SchedulerConfig(
    double betaStart,
    double betaEnd,
    Betas betas,
    int trainSteps,
    Prediction prediction,
    Spacing spacing,
    int stepsOffset,
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

  /// Stable Diffusion 1.x.
  public static final SchedulerConfig STABLE_DIFFUSION_1 =
      new SchedulerConfig(
          0.00085,
          0.012,
          Betas.SCALED_LINEAR,
          1000,
          Prediction.EPSILON,
          Spacing.LEADING,
          1,
          false,
          false);

  /// The same for a network that predicts something else.
  public SchedulerConfig withPrediction(Prediction other) {
    return new SchedulerConfig(
        betaStart,
        betaEnd,
        betas,
        trainSteps,
        other,
        spacing,
        stepsOffset,
        endsClean,
        zeroTerminalSnr);
  }

  /// The same with noise alone at the noisiest level, which sampling then has to begin with.
  public SchedulerConfig withZeroTerminalSnr() {
    return new SchedulerConfig(
        betaStart,
        betaEnd,
        betas,
        trainSteps,
        prediction,
        Spacing.TRAILING,
        stepsOffset,
        endsClean,
        true);
  }

  public SchedulerConfig {
    if (!(0 < betaStart && betaStart <= betaEnd && betaEnd < 1)) {
      throw new IllegalArgumentException(
          "need 0 < beta_start <= beta_end < 1, got %s and %s".formatted(betaStart, betaEnd));
    }
    if (trainSteps < 2) {
      throw new IllegalArgumentException("need at least 2 training timesteps, got " + trainSteps);
    }
  }

  /// Reads `scheduler_config.json` in this folder.
  public static SchedulerConfig read(Path folder) {
    var file = folder.resolve("scheduler_config.json");
    try {
      return of(JsonParser.parseString(Files.readString(file)).getAsJsonObject());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s is needed for the noise schedule but cannot be read".formatted(file), e);
    } catch (JsonParseException
        | IllegalStateException
        | UnsupportedOperationException
        | IllegalArgumentException e) {
      throw new IllegalArgumentException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static SchedulerConfig of(JsonObject json) {
    var standard = STABLE_DIFFUSION_1;
    refuse(json, "thresholding");
    return new SchedulerConfig(
        value(json, "beta_start").map(JsonElement::getAsDouble).orElse(standard.betaStart),
        value(json, "beta_end").map(JsonElement::getAsDouble).orElse(standard.betaEnd),
        switch (text(json, "beta_schedule", "scaled_linear")) {
          case "linear" -> Betas.LINEAR;
          case "scaled_linear" -> Betas.SCALED_LINEAR;
          case "squaredcos_cap_v2" -> Betas.SQUARED_COSINE;
          case String other ->
              throw unknown("beta_schedule", "linear, scaled_linear or squaredcos_cap_v2", other);
        },
        value(json, "num_train_timesteps").map(JsonElement::getAsInt).orElse(standard.trainSteps),
        switch (text(json, "prediction_type", "epsilon")) {
          case "epsilon" -> Prediction.EPSILON;
          case "v_prediction" -> Prediction.VELOCITY;
          case String other -> throw unknown("prediction_type", "epsilon or v_prediction", other);
        },
        switch (text(json, "timestep_spacing", "leading")) {
          case "leading" -> Spacing.LEADING;
          case "trailing" -> Spacing.TRAILING;
          case "linspace" -> Spacing.LINSPACE;
          case String other ->
              throw unknown("timestep_spacing", "leading, trailing or linspace", other);
        },
        value(json, "steps_offset").map(JsonElement::getAsInt).orElse(0),
        value(json, "set_alpha_to_one").map(JsonElement::getAsBoolean).orElse(true),
        value(json, "rescale_betas_zero_snr").map(JsonElement::getAsBoolean).orElse(false));
  }

  /// Better no picture than a wrong one.
  private static void refuse(JsonObject json, String option) {
    if (value(json, option).map(JsonElement::getAsBoolean).orElse(false)) {
      throw new IllegalArgumentException("\"%s\" must be false here, got true".formatted(option));
    }
  }

  private static String text(JsonObject json, String name, String standard) {
    return value(json, name).map(JsonElement::getAsString).orElse(standard);
  }

  private static Optional<JsonElement> value(JsonObject json, String name) {
    return Optional.ofNullable(json.get(name)).filter(value -> !value.isJsonNull());
  }

  private static IllegalArgumentException unknown(String name, String wanted, String got) {
    return new IllegalArgumentException(
        "\"%s\" must be %s here, got \"%s\"".formatted(name, wanted, got));
  }
}
