package lab.harmony.diffusion.sampling.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import lab.harmony.diffusion.sampling.schedules.NoiseLevel;
import lab.harmony.diffusion.sampling.schedules.NoiseSchedule;
import lab.harmony.diffusion.sampling.schedules.SchedulerConfig;
import lab.harmony.diffusion.sampling.schedules.Spacing;
import lab.harmony.json.Json;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The levels that each sampler visits, against those that diffusers makes from the same
/// `scheduler_config.json`; `levels.py` beside the stored values made them.
@Tag("unit")
class SamplerLevelsParityTest {

  @TempDir Path folder;

  static Stream<Named<JsonNode>> sets() throws IOException {
    try (var in = SamplerLevelsParityTest.class.getResourceAsStream("/samplers/levels.json")) {
      var bytes = Objects.requireNonNull(in).readAllBytes();
      return Json.MAPPER
          .readTree(bytes)
          .valueStream()
          .map(one ->
              Named.of(
                  "%s %s %s".formatted(one.get("sampler"), one.get("steps"), one.get("config")),
                  one));
    }
  }

  @ParameterizedTest
  @MethodSource("sets")
  void timestepsAndSigmasEqualTheReferences(JsonNode golden) throws IOException {
    Files.writeString(folder.resolve("scheduler_config.json"), golden.get("config").toString());
    var schedule = NoiseSchedule.of(SchedulerConfig.read(folder));
    var sampler = Sampler.byName(golden.get("sampler").stringValue());
    var descent = sampler.descent(schedule, golden.get("steps").intValue());
    var timesteps = golden.get("timesteps");
    assertThat(descent.steps()).isEqualTo(timesteps.size());
    for (var i = 0; i < descent.steps(); i++) {
      var level = descent.levels().get(i);
      assertThat(level.timestep()).isCloseTo(number(timesteps, i), within(1e-3));
      var sigma = number(golden.get("sigmas"), i);
      assertThat(level.sigma()).isCloseTo(sigma, within(1e-4 * sigma));
    }
    // Where the reference keeps latents at the variance of pictures it begins with 1.
    var noise = golden.get("noise").doubleValue();
    var scale = noise == 1 ? descent.levels().getFirst().inputScale() : noise;
    assertThat(descent.noiseScale()).isCloseTo(scale, within(1e-4 * scale));
  }

  private static double number(JsonNode array, int i) {
    return array.get(i).doubleValue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"DPM++ 2M", "UniPC", "LMS", "Heun", "Euler", "Euler a", "DPM++ SDE", "DDIM"})
  void aSpacingBehindTheNameStandsAboveTheCheckpoints(String name) {
    var plain = SchedulerConfig.STABLE_DIFFUSION_1;
    for (var spacing : Spacing.values()) {
      var asked = Sampler.byName(name + " " + spacing.word());
      assertThat(Sampler.byName(asked.displayName())).isEqualTo(asked);
      for (var own : Spacing.values()) {
        var schedule = NoiseSchedule.of(plain.withSpacing(own));
        assertThat(asked.descent(schedule, 8))
            .isEqualTo(
                Sampler.byName(name).descent(NoiseSchedule.of(plain.withSpacing(spacing)), 8));
      }
    }
  }

  @Test
  void latentConsistencyKeepsToTheStepsItWasDistilledFrom() throws IOException {
    Files.writeString(
        folder.resolve("scheduler_config.json"),
        "{\"_class_name\": \"LCMScheduler\", \"original_inference_steps\": 100}");
    var schedule = NoiseSchedule.of(SchedulerConfig.read(folder));
    assertThat(Sampler.LCM.descent(schedule, 40).levels().stream().map(NoiseLevel::timestep))
        .startsWith(999.0, 979.0, 949.0, 929.0);
    assertThatThrownBy(() -> Sampler.byName("LCM trailing"))
        .hasMessageContaining("schedule of its own");
  }
}
