package lab.harmony.training.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import lab.harmony.diffusion.network.UNetConfig;
import lab.harmony.diffusion.sampling.schedules.Prediction;
import lab.harmony.models.Model;
import lab.harmony.models.ModelName;
import lab.harmony.training.spec.TrainingSpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The words are those of kohya's `model_util.py` and `sai_model_spec.py`.
@Tag("unit")
class AdapterMetadataTest {

  private static final Path GOLDENS = Path.of("src/test/resources/goldens");

  @TempDir Path folder;

  private Map<String, String> facts(String model, Prediction prediction) throws IOException {
    var file = folder.resolve("training.yaml");
    Files.writeString(
        file, "name: my-lora\nmodel: base\ndataset: faces\nsize: 640\nclip_skip: 2\n");
    return AdapterMetadata.of(
        TrainingSpec.read(file),
        new Model(new ModelName("base"), folder, "ab12", "", 512),
        UNetConfig.read(GOLDENS.resolve(model).resolve("checkpoint/unet/config.json")),
        prediction,
        100,
        2,
        Instant.parse("2026-11-28T10:11:12.345Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "sd15, EPSILON, sd_v1, stable-diffusion-v1/lora, epsilon",
    "sd15, VELOCITY, sd_v1_v, stable-diffusion-v1/lora, v",
    "sd21v, EPSILON, sd_v2, stable-diffusion-v2-512/lora, epsilon",
    "sd21v, VELOCITY, sd_v2_v, stable-diffusion-v2-768-v/lora, v",
    "sdxl, EPSILON, sdxl_base_v1-0, stable-diffusion-xl-v1-base/lora, epsilon",
    "sdxl, VELOCITY, sdxl_base_v1-0, stable-diffusion-xl-v1-base/lora, v",
  })
  void anAdapterSaysToWhichModelItBelongs(
      String model, Prediction prediction, String version, String architecture, String word)
      throws IOException {
    assertThat(facts(model, prediction))
        .containsEntry("ss_base_model_version", version)
        .containsEntry("ss_v2", model.equals("sd21v") ? "True" : "False")
        .containsEntry("modelspec.architecture", architecture)
        .containsEntry("modelspec.prediction_type", word);
  }

  @Test
  void itSaysAtWhichSizeAndWhenItWasTrained() throws IOException {
    assertThat(facts("sd15", Prediction.EPSILON))
        .containsEntry("modelspec.resolution", "640x640")
        .containsEntry("modelspec.date", "2026-11-28T10:11:12Z")
        .containsEntry("modelspec.encoder_layer", "2")
        .containsEntry("modelspec.title", "my-lora");
  }
}
