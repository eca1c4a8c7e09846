package lab.harmony.diffusion.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import lab.harmony.diffusion.Goldens;
import lab.harmony.diffusion.ModelSource;
import lab.harmony.diffusion.StableDiffusion;
import lab.harmony.diffusion.torch.Torch;
import lab.harmony.diffusion.weights.ModelException;
import lab.harmony.diffusion.weights.SafetensorsFile;
import lab.harmony.diffusion.weights.SafetensorsWriter;
import lab.harmony.diffusion.weights.WeightsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every tensor of a checkpoint or autoencoder in one file has a use, is known to have none, or is
/// named.
@Tag("unit")
class WholeCheckpointTest {

  private static final String CONV_IN = "model.diffusion_model.input_blocks.0.0.weight";

  @TempDir Path folder;
  private final Goldens set = Goldens.open();
  private NDManager manager;

  @BeforeEach
  void open() {
    manager = Torch.newManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private Path whole() {
    return set.folder().resolve("single-file.safetensors");
  }

  private Path vae() {
    return set.checkpoint().resolve("vae/diffusion_pytorch_model.safetensors");
  }

  private Path changed(Path path, Consumer<Map<String, NDArray>> change) {
    var file = SafetensorsFile.open(path);
    var tensors = new LinkedHashMap<String, NDArray>();
    file.names().forEach(name -> tensors.put(name, file.float32(name, manager)));
    change.accept(tensors);
    var changed = folder.resolve("changed.safetensors");
    SafetensorsWriter.write(changed, tensors, SafetensorsWriter.Precision.F32, Map.of());
    return changed;
  }

  private Path with(Path path, String... names) {
    return changed(
        path,
        tensors -> List.of(names).forEach(name -> tensors.put(name, manager.zeros(new Shape(3)))));
  }

  private static void assertRefused(Runnable opening, String words) {
    assertThatThrownBy(opening::run)
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining(words);
  }

  @Test
  void aTensorThatNothingHasAUseForIsNamed() {
    for (var name :
        List.of(
            "model.diffusion_model.input_blocks.1.1.ff_extra.weight",
            "first_stage_model.decoder.extra.weight",
            "cond_stage_model.transformer.text_model.encoder.layers.0.gate.weight",
            "edm_vpred.sigma_max")) {
      var file = with(whole(), name);
      assertRefused(() -> SingleFile.open(file), "that nothing here has a use for: " + name);
    }
    var layer = "model.diffusion_model.input_blocks.0.0.scale_weight.extra";
    var file = with(whole(), layer, layer + "2");
    assertRefused(() -> SingleFile.open(file), "holds 2 tensors");
    assertRefused(
        () -> SingleFile.requireVae(SafetensorsFile.open(with(vae(), "decoder.x"))), "decoder.x");
  }

  @Test
  void whatTheReferencePassesOverIsPassedOver() {
    var file =
        with(
            whole(),
            "cond_stage_model.transformer.text_model.embeddings.position_ids",
            "cond_stage_model.logit_scale",
            "alphas_cumprod",
            "alphas_cumprod_prev",
            "betas",
            "log_one_minus_alphas_cumprod",
            "posterior_log_variance_clipped",
            "posterior_mean_coef1",
            "posterior_variance",
            "sqrt_alphas_cumprod",
            "sqrt_one_minus_alphas_cumprod",
            "sqrt_recip_alphas_cumprod",
            "sqrt_recipm1_alphas_cumprod",
            "model_ema.decay",
            "model_ema.diffusion_modelinput_blocks00weight",
            "first_stage_model.loss.logvar",
            "model.diffusion_model.scaled_fp8");
    assertThat(SingleFile.open(file).hasVae()).isTrue();
    SingleFile.requireVae(SafetensorsFile.open(with(vae(), "loss.discriminator.main.0.weight")));
  }

  @Test
  void whatIsMissingOrOfAnotherShapeIsNamedBeforeItIsUsed() {
    var missing = "first_stage_model.decoder.mid.block_1.norm1.weight";
    var without = changed(whole(), tensors -> tensors.remove(missing));
    assertRefused(() -> SingleFile.open(without), "decoder.mid_block.resnets.0.norm1.weight");
    var other =
        changed(
            whole(),
            tensors ->
                tensors.put("model.diffusion_model.out.0.bias", manager.zeros(new Shape(5))));
    assertRefused(() -> SingleFile.open(other), "it has shape (5)");
    var flat =
        changed(whole(), tensors -> tensors.put(CONV_IN, manager.zeros(new Shape(0, 4, 3, 3))));
    assertRefused(() -> SingleFile.open(flat), "it has shape (0, 4, 3, 3)");
  }

  @Test
  void aCheckpointWithoutAutoencoderDrawsWithAnother() {
    var file =
        changed(
            whole(),
            tensors -> tensors.keySet().removeIf(name -> name.startsWith("first_stage_model.")));
    var single = SingleFile.open(file);
    assertThat(single.hasVae()).isFalse();
    assertThat(single.nativeSize()).isEqualTo(512);
    assertThatThrownBy(() -> StableDiffusion.load(file))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("has no autoencoder (VAE)")
        .hasMessageContaining("--vae NAME");
    try (var model = StableDiffusion.load(ModelSource.of(file).withVae(vae()))) {
      assertThat(model.nativeSize()).isPositive();
    }
  }

  @Test
  void scaledWeightsGiveTheSameNetwork() {
    var file =
        changed(
            whole(),
            tensors -> {
              tensors.put("model.diffusion_model.scaled_fp8", manager.zeros(new Shape(2)));
              for (var name : List.copyOf(tensors.keySet())) {
                if (name.matches("model\\.diffusion_model\\..*(attn.*|proj)\\.weight")) {
                  tensors.put(name.replace(".weight", ".scale_weight"), manager.create(0.25f));
                  tensors.put(name, tensors.get(name).mul(4));
                }
              }
            });
    try (var unet = SingleFile.open(file).unet(manager)) {
      assertThat(set.predicted(unet, manager))
          .containsExactly(set.floats("unet.out.t500"), within(1e-4f));
    }
  }
}
