package lab.harmony.doodle.bundled;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import lab.harmony.diffusion.network.AutoencoderKl;
import lab.harmony.diffusion.network.ClipTextConfig;
import lab.harmony.diffusion.network.ClipTextEncoder;
import lab.harmony.diffusion.network.UNet;
import lab.harmony.diffusion.tensor.Weights;
import lab.harmony.diffusion.tokenizer.ClipTokenizer;
import lab.harmony.diffusion.torch.Torch;
import lab.harmony.doodle.drawing.DoodleEmotion;
import lab.harmony.doodle.drawing.FaceRenderer;
import lab.harmony.vision.PartsClassifier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("process")
class SampleSheetTest {

  private static final Path MODELS = Path.of("src/main/resources/lab/harmony/models");

  /// The sheet that training shows on the way draws with the same networks as the lab does.
  @Test
  void aTrainedModelDrawsItsSixteenCells() throws IOException {
    var folder = MODELS.resolve("doodle-anime");
    try (var manager = Torch.newManager();
        var vae = AutoencoderKl.load(folder.resolve("vae"), manager);
        var text = ClipTextEncoder.load(folder.resolve("text_encoder"), manager);
        var judge = PartsClassifier.load(MODELS.resolve("doodle-parts"))) {
      var config = ClipTextConfig.read(folder.resolve("text_encoder/config.json"));
      var sheet =
          new SampleSheet(config, ClipTokenizer.load(folder.resolve("tokenizer")), vae, manager);
      var weights = new LinkedHashMap<String, NDArray>();
      read(folder.resolve("text_encoder/model.safetensors"), text.parameters(), manager)
          .arrays()
          .forEach((name, array) -> weights.put(DiffusionTraining.TEXT_ENCODER + name, array));
      try (var network = UNet.compile(BundledSizes.UNET, manager)) {
        read(
                folder.resolve("unet/diffusion_pytorch_model.safetensors"),
                network.parameters(),
                manager)
            .arrays()
            .forEach((name, array) -> weights.put(DiffusionTraining.UNET + name, array));
      }
      var faces = sheet.draw(Weights.of(weights));
      assertThat(faces)
          .hasSize(16)
          .allSatisfy(face -> assertThat(face.getWidth()).isEqualTo(FaceRenderer.SIZE));
      var readings = judge.read(faces);
      var mouths = 0;
      for (int i = 0; i < 16; i++) {
        mouths +=
            readings.get(i).mouth().emotion().equals(DoodleEmotion.values()[i % 4].word()) ? 1 : 0;
      }
      assertThat(mouths).as("mouths of 16 that tell what was asked for").isGreaterThan(12);
    }
  }

  private static Weights read(
      Path file,
      java.util.List<lab.harmony.diffusion.tensor.Parameter> parameters,
      ai.djl.ndarray.NDManager manager) {
    return Weights.read(
        "doodle", parameters, lab.harmony.diffusion.weights.SafetensorsFile.open(file), manager);
  }
}
