package lab.harmony.diffusion.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lab.harmony.diffusion.Goldens;
import lab.harmony.diffusion.network.UNet;
import lab.harmony.diffusion.network.UNetConfig;
import lab.harmony.diffusion.sampling.schedules.Prediction;
import lab.harmony.diffusion.torch.Torch;
import lab.harmony.diffusion.weights.SafetensorsFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Single-file checkpoints of the golden sets hold the same weights as the folders beside them.
@Tag("unit")
class SingleFileParityTest {

  static Stream<Goldens> sets() {
    return Goldens.all().stream().filter(set -> Files.exists(file(set)));
  }

  private static Path file(Goldens set) {
    return set.folder().resolve("single-file.safetensors");
  }

  @ParameterizedTest
  @MethodSource("sets")
  void theUNetsTensorsAreThoseOfTheFolder(Goldens set) {
    var single = SingleFile.open(file(set));
    var folder = UNetConfig.read(set.checkpoint().resolve("unet/config.json"));
    var derived = single.unetConfig();
    assertThat(derived.channels()).isEqualTo(folder.channels());
    assertThat(derived.attentionDown()).isEqualTo(folder.attentionDown());
    assertThat(derived.attentionUp()).isEqualTo(folder.attentionUp());
    assertThat(derived.layersPerBlock()).isEqualTo(folder.layersPerBlock());
    assertThat(derived.crossAttentionDim()).isEqualTo(folder.crossAttentionDim());
    assertThat(derived.transformerLayers().getLast())
        .isEqualTo(folder.transformerLayers().getLast());
    assertThat(derived.linearProjection()).isEqualTo(folder.linearProjection());
    assertThat(derived.sizes()).isEqualTo(folder.sizes());
    var there =
        SafetensorsFile.open(set.checkpoint().resolve("unet/diffusion_pytorch_model.safetensors"));
    var here = single.unetTensors(derived);
    try (var manager = Torch.newManager();
        var network = UNet.compile(derived, manager)) {
      assertThat(network.parameters()).hasSize(there.names().size());
      for (var parameter : network.parameters()) {
        assertThat(here.float32(parameter.name(), manager).toFloatArray())
            .as(parameter.name())
            .isEqualTo(there.floats(parameter.name()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sets")
  void theTextEncodersAndTheAutoencoderAnswerAsThoseOfTheFolder(Goldens set) {
    var single = SingleFile.open(file(set));
    try (var manager = Torch.newManager();
        var vae = single.vae(manager)) {
      var golden = set.tensors();
      var moments = vae.encode(golden.float32("vae.image", manager));
      assertThat(Goldens.distance(moments.mean().toFloatArray(), set.floats("vae.encode.mean")))
          .isLessThan(1e-4);
      var encoders = single.textEncoders(manager);
      var ids =
          set.prompts().stream()
              .map(lab.harmony.diffusion.tokenizer.ClipTokenizer.clip("<|endoftext|>")::encode)
              .toList();
      var first = encoders.getFirst().encode(ids, manager);
      assertThat(
              Goldens.distance(
                  first.penultimate().toFloatArray(), set.floats("text_encoder.penultimate")))
          .isLessThan(1e-4);
      if (encoders.size() == 2) {
        var second = encoders.getLast().encode(ids, manager);
        assertThat(
                Goldens.distance(
                    second.pooled().orElseThrow().toFloatArray(),
                    set.floats("text_encoder_2.text_embeds")))
            .isLessThan(1e-4);
      }
      encoders.forEach(encoder -> encoder.close());
    }
  }

  @ParameterizedTest
  @MethodSource("sets")
  void saysWhatItIsAndWhy(Goldens set) {
    var recognised = SingleFile.open(file(set)).recognised();
    assertThat(recognised.what()).startsWith("a checkpoint of Stable Diffusion");
    assertThat(recognised.reason()).contains("text encoder");
    assertThat(recognised.prediction()).isEqualTo(Prediction.EPSILON);
  }

  @Test
  void aFileThatIsNoCheckpointSaysWhatItIs() {
    var vae = Goldens.open().checkpoint().resolve("vae/diffusion_pytorch_model.safetensors");
    assertThatThrownBy(() -> SingleFile.open(vae))
        .hasMessageContaining("not a checkpoint")
        .hasMessageContaining("an autoencoder (VAE)")
        .hasMessageContaining("decoder.mid_block");
    assertThat(List.of(Architecture.values())).hasSize(3);
  }
}
