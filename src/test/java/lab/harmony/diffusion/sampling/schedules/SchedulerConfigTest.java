package lab.harmony.diffusion.sampling.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class SchedulerConfigTest {

  @TempDir Path folder;

  @Test
  void readsWhatIsWrittenAndKnowsTheRest() throws IOException {
    write(
        "{\"beta_schedule\": \"linear\", \"prediction_type\": \"v_prediction\", \"steps_offset\":"
            + " 1}");
    assertThat(SchedulerConfig.read(folder))
        .isEqualTo(
            new SchedulerConfig(
                0.00085,
                0.012,
                SchedulerConfig.Betas.LINEAR,
                1000,
                Prediction.VELOCITY,
                Optional.empty(),
                1,
                50,
                true,
                false));
  }

  @Test
  void aScheduleThatEndsInNoiseAloneKeepsItsCleanEnd() throws IOException {
    write("{\"rescale_betas_zero_snr\": true, \"prediction_type\": \"v_prediction\"}");
    var rescaled = NoiseSchedule.of(SchedulerConfig.read(folder));
    var plain = NoiseSchedule.of(SchedulerConfig.STABLE_DIFFUSION_1);
    assertThat(rescaled.smallestSigma()).isCloseTo(plain.smallestSigma(), within(1e-9));
    assertThat(rescaled.largestSigma()).isCloseTo(4096, within(1e-3)); // ᾱ = 2⁻²⁴
    assertThat(rescaled.sigma(500)).isGreaterThan(plain.sigma(500));
    assertThat(SchedulerConfig.STABLE_DIFFUSION_1.withZeroTerminalSnr().spacing())
        .contains(Spacing.TRAILING);
  }

  @Test
  void aSquaredCosineIsHalfWayInTheMiddle() throws IOException {
    write("{\"beta_schedule\": \"squaredcos_cap_v2\"}");
    var schedule = NoiseSchedule.of(SchedulerConfig.read(folder));
    var middle = Math.cos((0.5 + 0.008) / 1.008 * Math.PI / 2);
    var start = Math.cos(0.008 / 1.008 * Math.PI / 2);
    var alphaBar = middle * middle / (start * start);
    assertThat(schedule.sigma(499)).isCloseTo(Math.sqrt((1 - alphaBar) / alphaBar), within(1e-9));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"beta_schedule\": \"cosine\"}         | cosine",
        "{\"prediction_type\": \"sample\"}       | epsilon or v_prediction",
        "{\"timestep_spacing\": \"even\"}         | leading, trailing or linspace",
        "{\"original_inference_steps\": 0}       | original_inference_steps",
        "{\"thresholding\": true}                | thresholding",
        "{\"beta_start\": 2}                     | beta_start",
        "{\"num_train_timesteps\": 1}            | training timesteps",
        "[]                                      | scheduler_config.json",
        "{\"beta_start\":                        | scheduler_config.json",
      })
  void refusesWhatItCannotSampleWithTheReason(String json, String reason) throws IOException {
    write(json);
    assertThatThrownBy(() -> SchedulerConfig.read(folder)).hasMessageContaining(reason);
  }

  @Test
  void namesTheMissingFile() {
    assertThatThrownBy(() -> SchedulerConfig.read(folder))
        .hasMessageContaining("scheduler_config.json is needed");
  }

  private void write(String json) throws IOException {
    Files.writeString(folder.resolve("scheduler_config.json"), json);
  }
}
