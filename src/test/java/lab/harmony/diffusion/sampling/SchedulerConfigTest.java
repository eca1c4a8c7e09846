package lab.harmony.diffusion.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulerConfigTest {

  @TempDir Path folder;

  @Test
  void readsWhatIsWrittenAndKnowsTheRest() throws IOException {
    write(
        "{\"beta_schedule\": \"linear\", \"prediction_type\": \"v_prediction\", \"steps_offset\": 1}");
    assertThat(SchedulerConfig.read(folder))
        .isEqualTo(
            new SchedulerConfig(
                0.00085,
                0.012,
                SchedulerConfig.Betas.LINEAR,
                1000,
                Prediction.VELOCITY,
                Spacing.LEADING,
                1,
                true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"beta_schedule\": \"cosine\"}         | cosine",
        "{\"prediction_type\": \"sample\"}       | epsilon or v_prediction",
        "{\"rescale_betas_zero_snr\": true}      | rescale_betas_zero_snr",
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
