package lab.harmony.diffusion.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import lab.harmony.workspace.Sha256;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A model is known by the bytes of its files: the same configuration is the same text in every
/// version of the lab.
@Tag("unit")
class ConfigTextTest {

  @Test
  void aTextEncoderIsWrittenLetterByLetterAsBefore() {
    assertThat(ClipTextConfig.small(1000, 64, 4, 2).json())
        .isEqualTo(
            """
            {
              "architectures": [
                "CLIPTextModel"
              ],
              "eos_token_id": 2,
              "hidden_act": "quick_gelu",
              "hidden_size": 64,
              "intermediate_size": 256,
              "layer_norm_eps": 1.0E-5,
              "max_position_embeddings": 77,
              "model_type": "clip_text_model",
              "num_attention_heads": 4,
              "num_hidden_layers": 2,
              "vocab_size": 1000
            }
            """);
  }

  @Test
  void aUNetIsWrittenLetterByLetterAsBefore() {
    assertThat(Sha256.of(UNetConfig.STABLE_DIFFUSION_1.json()).hex())
        .isEqualTo("b37f8d8d64470504a9acabc55cd86a024df4c5dd44769cb0d54bf15bdd4d10f7");
    var small = UNetConfig.small(List.of(32, 64), 1, 64, 4, 16);
    assertThat(Sha256.of(small.json()).hex())
        .isEqualTo("29a88be82fab0d1479b03ccf7ee9dc4de70d401ec159d24d690e6cf305126cc7");
    assertThat(small.sizes()).isEqualTo(Optional.empty());
  }

  @Test
  void anAutoencoderIsWrittenLetterByLetterAsBefore() {
    var text = VaeConfig.small(List.of(32, 64), 1, 64).withScalingFactor(1.0 / 3).json();
    assertThat(Sha256.of(text).hex())
        .isEqualTo("fe25a170788067649b6a89e6f34120e0db2be01de4beaacd1a5f1abddc2f2752");
  }
}
