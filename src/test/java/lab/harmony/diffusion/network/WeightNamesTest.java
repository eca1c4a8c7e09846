package lab.harmony.diffusion.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.harmony.diffusion.tensor.Weights;
import lab.harmony.diffusion.torch.Torch;
import lab.harmony.diffusion.weights.SafetensorsWriter;
import lab.harmony.diffusion.weights.WeightsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class WeightNamesTest {

  private static final VaeConfig VAE = VaeConfig.small(List.of(8, 16), 1, 16);
  private static final ClipTextConfig TEXT = ClipTextConfig.small(20, 8, 2, 2);

  @TempDir Path folder;
  private NDManager manager;

  @BeforeEach
  void open() {
    manager = Torch.newManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void theOlderNamesOfAnAutoencodersAttentionAreRead() throws IOException {
    try (var weights = Weights.initialise(AutoencoderKl.parameters(VAE), 1, manager);
        var expected = AutoencoderKl.of(VAE, weights, manager)) {
      var older = new LinkedHashMap<String, NDArray>();
      weights
          .arrays()
          .forEach((name, array) -> older.put(asInOldFiles(name), asInOldFiles(name, array)));
      assertThat(older).containsKey("decoder.mid_block.attentions.0.proj_attn.weight");
      write(VAE.json(), "diffusion_pytorch_model", older);
      try (var vae = AutoencoderKl.load(folder, manager)) {
        var latents = manager.ones(new Shape(1, 4, 3, 5));
        assertThat(vae.decode(latents).toFloatArray())
            .containsExactly(expected.decode(latents).toFloatArray(), within(1e-5f));
      }
    }
  }

  private static String asInOldFiles(String name) {
    return VaeBlocks.olderName(name);
  }

  /// Still older files hold these matrices as 1x1 convolutions.
  private static NDArray asInOldFiles(String name, NDArray array) {
    return name.contains("attentions.0.to_") && array.getShape().dimension() == 2
        ? array.reshape(array.getShape().get(0), array.getShape().get(1), 1, 1)
        : array;
  }

  @Test
  void aTextEncodersSharedRootMayBeMissing() throws IOException {
    try (var network = ClipTextEncoder.compile(TEXT, manager);
        var weights = Weights.initialise(network.parameters(), 1, manager)) {
      write(TEXT.json(), "model", weights.under("text_model.").arrays());
      try (var encoder = ClipTextEncoder.load(folder, manager)) {
        assertThat(encoder.config()).isEqualTo(TEXT);
      }
    }
  }

  @Test
  void aMissingTensorIsNamedWithModelShapeAndFile() throws IOException {
    try (var network = ClipTextEncoder.compile(TEXT, manager);
        var weights = Weights.initialise(network.parameters(), 1, manager)) {
      var incomplete = new LinkedHashMap<>(weights.arrays());
      incomplete.remove("text_model.encoder.layers.1.mlp.fc1.weight");
      write(TEXT.json(), "model", incomplete);
      assertThatThrownBy(() -> ClipTextEncoder.load(folder, manager))
          .isInstanceOf(WeightsException.class)
          .hasMessage(
              "CLIP text encoder needs the tensor text_model.encoder.layers.1.mlp.fc1.weight of"
                  + " shape (32, 8); %s does not hold it",
              folder.resolve("model.safetensors"));
    }
  }

  @Test
  void aTensorOfTheWrongShapeIsNamedWithBothShapes() throws IOException {
    try (var network = ClipTextEncoder.compile(TEXT, manager);
        var weights = Weights.initialise(network.parameters(), 1, manager)) {
      var wrong = new LinkedHashMap<>(weights.arrays());
      wrong.put("text_model.final_layer_norm.bias", manager.zeros(new Shape(9)));
      write(TEXT.json(), "model", wrong);
      assertThatThrownBy(() -> ClipTextEncoder.load(folder, manager))
          .hasMessageContaining("text_model.final_layer_norm.bias of shape (8)")
          .hasMessageContaining("it has shape (9)");
    }
  }

  @Test
  void aConfigurationThatIsNotComputedHereIsRefusedByItsField() throws IOException {
    var json = UNetConfig.STABLE_DIFFUSION_1.json();
    var file = folder.resolve("config.json");
    Files.writeString(file, json);
    assertThat(UNetConfig.read(file)).isEqualTo(UNetConfig.STABLE_DIFFUSION_1);
    Files.writeString(file, json.replace("\"silu\"", "\"mish\""));
    assertThatThrownBy(() -> UNetConfig.read(file))
        .hasMessageContaining("act_fn is mish; this version computes silu");
    Files.writeString(file, json.replace("\"DownBlock2D\"", "\"AttnDownBlock2D\""));
    assertThatThrownBy(() -> UNetConfig.read(file)).hasMessageContaining("AttnDownBlock2D");
    Files.writeString(file, "{\"class_embed_type\": \"timestep\"}");
    assertThatThrownBy(() -> UNetConfig.read(file))
        .hasMessageContaining("class_embed_type is timestep");
    Files.writeString(file, json.replace("\"in_channels\": 4", "\"in_channels\": \"four\""));
    assertThatThrownBy(() -> UNetConfig.read(file))
        .hasMessageContaining("in_channels should be a whole number, it is \"four\"");
  }

  @Test
  void stableDiffusionOneHas860MillionParameters() {
    try (var network = UNet.compile(UNetConfig.STABLE_DIFFUSION_1, manager)) {
      assertThat(network.parameters()).hasSize(686);
      assertThat(network.parameters().stream().mapToLong(p -> p.shape().size()).sum())
          .isEqualTo(859_520_964L);
    }
  }

  private void write(String config, String file, Map<String, NDArray> arrays) throws IOException {
    SafetensorsWriter.write(
        folder.resolve(file + ".safetensors"), arrays, SafetensorsWriter.Precision.F32, Map.of());
    Files.writeString(folder.resolve("config.json"), config);
  }
}
