package lab.harmony.diffusion.lora;

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
import java.util.function.Function;
import java.util.stream.Stream;
import lab.harmony.diffusion.Goldens;
import lab.harmony.diffusion.network.ClipTextEncoder;
import lab.harmony.diffusion.network.UNet;
import lab.harmony.diffusion.tensor.Weights;
import lab.harmony.diffusion.torch.Torch;
import lab.harmony.diffusion.weights.SafetensorsFile;
import lab.harmony.diffusion.weights.SafetensorsWriter;
import lab.harmony.diffusion.weights.WeightsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("process")
class AdapterTest {

  private static final String LAYER = "down_blocks.0.attentions.0.transformer_blocks.0.attn1.to_q";

  @TempDir Path folder;
  private final Goldens set = Goldens.open();
  private NDManager manager;
  private UNet unet;

  @BeforeEach
  void open() {
    manager = Torch.newManager();
    unet = UNet.load(set.checkpoint().resolve("unet"), manager);
  }

  @AfterEach
  void close() {
    unet.close();
    manager.close();
  }

  private Path kohya() {
    return set.folder().resolve("lora-kohya.safetensors");
  }

  /// The golden adapter under other names; what is mapped to nothing is left out.
  private Path renamed(Function<String, String> name) {
    var golden =
        SafetensorsFile.open(
            set.folder().resolve("lora-diffusers/pytorch_lora_weights.safetensors"));
    var tensors = new LinkedHashMap<String, NDArray>();
    for (var old : golden.names()) {
      var now = name.apply(old);
      if (!now.isEmpty()) {
        tensors.put(now, golden.float32(old, manager));
      }
    }
    return written(tensors);
  }

  private Path written(Map<String, NDArray> tensors) {
    var file = folder.resolve("adapter.safetensors");
    SafetensorsWriter.write(file, tensors, SafetensorsWriter.Precision.F32, Map.of());
    return file;
  }

  private Adapter read(Path file) {
    return Adapter.read(file, List.of(AdaptedNetwork.of(unet)));
  }

  private float[] predicted(Adapters adapters) {
    try (var adapted = unet.with(adapters.changes(0, unet.weights(), manager))) {
      return predicted(adapted);
    }
  }

  private float[] predicted(UNet network) {
    var golden = set.tensors();
    return network
        .predict(
            golden.float32("unet.sample", manager),
            manager.create(new float[] {500, 500}, new Shape(2)),
            golden.float32("unet.encoder_hidden_states", manager))
        .toFloatArray();
  }

  private static Adapters of(Adapter adapter, double... weights) {
    return new Adapters(
        java.util.Arrays.stream(weights)
            .mapToObj(weight -> new Adapters.Use(adapter, weight, weight))
            .toList());
  }

  @Test
  void everyNamingOfAnAdapterGivesTheSame() {
    var expected = predicted(of(read(kohya()), 1));
    var peft =
        read(
            renamed(
                name -> name.replace(".lora.down.", ".lora_A.").replace(".lora.up.", ".lora_B.")));
    assertThat(Goldens.distance(predicted(of(peft, 1)), expected)).isLessThan(1e-5);
    var processor =
        read(
            renamed(name ->
                name.contains(".attn")
                    ? name.replaceAll(
                        "\\.(to_q|to_k|to_v|to_out)(\\.0)?\\.lora\\.", ".processor.$1_lora.")
                    : name));
    assertThat(processor.layers(0)).isEqualTo(peft.layers(0));
    assertThat(Goldens.distance(predicted(of(processor, 1)), expected)).isLessThan(1e-5);
  }

  @Test
  void weightsAddUpAndNoneIsNone() {
    var adapter = read(kohya());
    assertThat(predicted(of(adapter, 0))).containsExactly(predicted(unet));
    assertThat(Goldens.distance(predicted(of(adapter, 0.25, 0.75)), predicted(of(adapter, 1))))
        .isLessThan(1e-5);
    assertThat(Goldens.distance(predicted(of(adapter, 1)), predicted(unet))).isPositive();
  }

  @Test
  void layersThatTheModelHasNotAreNamedAndNothingIsDrawnWithout() {
    var file =
        renamed(name ->
            name.contains("down_blocks.0") ? name.replace("down_blocks.0", "down_blocks.7") : name);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("are none of this model")
        .hasMessageContaining("unet.down_blocks.7.attentions.0")
        .hasMessageContaining("more");
  }

  @Test
  void anAdapterForAnotherModelIsRefused() {
    assertThatThrownBy(() ->
            read(
                renamed(name ->
                    name.replaceAll("blocks\\.\\d", "blocks.9")
                        .replace("mid_block.attentions.0", "mid_block.attentions.9"))))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("none of the")
        .hasMessageContaining("for another");
    assertThatThrownBy(() -> read(renamed(name -> "unet.other." + name)))
        .hasMessageContaining("no Stable Diffusion 1.x, 2.x or XL has: unet.other.unet.")
        .hasMessageContaining("another architecture");
  }

  @Test
  void aLayerOfAnotherSizeIsRefusedWithBothShapes() {
    var tensors =
        Map.of(
            "unet." + LAYER + ".lora_A.weight", manager.zeros(new Shape(4, 48)),
            "unet." + LAYER + ".lora_B.weight", manager.zeros(new Shape(32, 4)));
    assertThatThrownBy(() -> read(written(tensors)))
        .hasMessageContaining(LAYER)
        .hasMessageContaining("(32, 32)")
        .hasMessageContaining("(4, 48)");
  }

  @ParameterizedTest
  @CsvSource({
    "lora_unet_x.hada_w1_a, LoHa",
    "lora_unet_x.lokr_w1, LoKr",
    "lora_unet_x.oft_blocks, OFT",
    "base_model.model.x.boft_R, OFT",
    "lora_unet_x.on_input, IA3",
    "base_model.model.x.ia3_l, IA3",
    "lora_unet_x.a1.weight, GLoRA",
    "base_model.model.x.hada_t1, LoHa",
    "base_model.model.x.vera_lambda_b, VeRA",
    "emb_params, textual inversion"
  })
  void otherKindsAreRefusedByName(String tensor, String kind) {
    assertThatThrownBy(() -> read(written(Map.of(tensor, manager.zeros(new Shape(2, 2))))))
        .hasMessageContaining("should be a LoRA adapter")
        .hasMessageContaining(kind);
  }

  @Test
  void adaptersOfAllKindsAddUpInAnyOrder() {
    var kinds =
        Stream.of("peft-dora", "lycoris-dora", "lycoris-full", "lycoris-norms", "peft-bias")
            .map(name -> read(set.folder().resolve("adapters/%s.safetensors".formatted(name))))
            .map(adapter -> new Adapters.Use(adapter, 0.5, 0))
            .toList();
    var forth = predicted(new Adapters(kinds));
    assertThat(Goldens.distance(predicted(new Adapters(kinds.reversed())), forth)).isLessThan(1e-4);
    assertThat(Goldens.distance(predicted(new Adapters(kinds.subList(0, 4))), forth))
        .isGreaterThan(1e-3);
  }

  @Test
  void aTensorThatNoRuleHasAUseForIsNamed() {
    var key = "lora_unet_" + LAYER.replace('.', '_');
    var whole =
        Map.of(
            key + ".lora_down.weight", random(2, 32),
            key + ".lora_up.weight", random(32, 2),
            key + ".alpha", manager.create(2f));
    assertThat(read(written(whole)).layers(0)).isEqualTo(1);
    assertRefused(whole, key + ".scalar", 1, "holds a tensor that no rule for adapters");
    assertRefused(whole, "bundle_emb.soft.string_to_param", 4, "bundle_emb.soft.string_to_param");
    assertRefused(whole, "lora_unet_conv_in.alpha", 1, "nothing that it scales");
    assertRefused(whole, "lora_unet_conv_in.lora_mid.weight", 4, "not the lower matrix");
    assertRefused(whole, key + ".lora_magnitude_vector.weight", 31, "magnitude_vector.weight");
    assertRefused(whole, key + ".lora_A.weight", 4, "only one of them can be used");
    assertRefused(whole, "unet." + LAYER + ".diff", 1024, "twice, as lora_unet_");
    assertRefused(whole, "lora_transformer_x.alpha", 1, "for a transformer");
  }

  private void assertRefused(Map<String, NDArray> whole, String more, int size, String words) {
    var tensors = new LinkedHashMap<>(whole);
    tensors.put(more, manager.zeros(new Shape(size)));
    assertThatThrownBy(() -> read(written(tensors)))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining(words);
  }

  @Test
  void whatItsMetadataAsksForAndIsNotComputedIsRefusedByName() {
    var tensors =
        Map.of(
            "unet." + LAYER + ".lora_A.weight", random(4, 32),
            "unet." + LAYER + ".lora_B.weight", random(32, 4));
    assertThat(scale(tensors, "{\"unet.lora_alpha\": 2}")).isEqualTo(0.5);
    assertThat(scale(tensors, "{\"unet.lora_alpha\": 2, \"unet.use_rslora\": true}")).isEqualTo(1);
    assertThat(scale(tensors, "{\"unet.alpha_pattern\": {\"attn1.to_q\": 8}}")).isEqualTo(2);
    assertThat(scale(tensors, "{\"unet.alpha_pattern\": {\"^down.*to_[qk]\": 8}}")).isEqualTo(2);
    assertThat(scale(tensors, "{\"unet.alpha_pattern\": {\"to_k\": 8}}")).isEqualTo(1);
    for (var metadata :
        List.of(
            "{\"unet.use_dora\": true}",
            "{\"unet.init_lora_weights\": \"pissa_niter_4\"}",
            "{\"unet.use_qalora\": true}",
            "{\"unet.lora_alpha\": \"much\"}",
            "{\"unet.alpha_pattern\": {\"(\": 8}}",
            "{\"unet.alpha_pattern\": {\"(((.*)*)*)*x\": 8}}",
            "[]")) {
      assertThatThrownBy(() -> scale(tensors, metadata))
          .as(metadata)
          .isInstanceOf(WeightsException.class)
          .hasMessageMatching("(?s).*(lora_adapter_metadata|lora_alpha).*");
    }
  }

  private double scale(Map<String, NDArray> tensors, String metadata) {
    var file = folder.resolve("with-metadata.safetensors");
    SafetensorsWriter.write(
        file, tensors, SafetensorsWriter.Precision.F32, Map.of("lora_adapter_metadata", metadata));
    return read(file).adaptations(0).get(LAYER).scale();
  }

  @Test
  void aConvolutionAndALinearLayerEqualMergedWeights() throws IOException {
    var convolution = "down_blocks.0.resnets.0.conv1";
    var tensors =
        Map.of(
            "unet." + convolution + ".lora_A.weight", random(2, 32, 3, 3),
            "unet." + convolution + ".lora_B.weight", random(32, 2, 1, 1),
            "unet." + LAYER + ".lora_A.weight", random(2, 32),
            "unet." + LAYER + ".lora_B.weight", random(32, 2));
    var adapter = read(written(tensors));
    assertThat(adapter.layers(0)).isEqualTo(2);
    var merged = new LinkedHashMap<String, NDArray>();
    var file =
        SafetensorsFile.open(set.checkpoint().resolve("unet/diffusion_pytorch_model.safetensors"));
    file.names().forEach(name -> merged.put(name, file.float32(name, manager)));
    merged.computeIfPresent(
        LAYER + ".weight",
        (_, weights) ->
            weights.add(
                tensors
                    .get("unet." + LAYER + ".lora_B.weight")
                    .matMul(tensors.get("unet." + LAYER + ".lora_A.weight"))));
    merged.computeIfPresent(
        convolution + ".weight",
        (_, weights) ->
            weights.add(
                tensors
                    .get("unet." + convolution + ".lora_B.weight")
                    .reshape(32, 2)
                    .matMul(tensors.get("unet." + convolution + ".lora_A.weight").reshape(2, 288))
                    .reshape(32, 32, 3, 3)));
    try (var expected = UNet.of(unet.config(), Weights.of(merged), manager)) {
      assertThat(predicted(of(adapter, 1))).containsExactly(predicted(expected), within(1e-4f));
    }
    assertThat(Files.size(folder.resolve("adapter.safetensors"))).isPositive();
  }

  @Test
  void aTextEncoderIsChangedByItsOwnWeight() {
    var layer = "text_model.encoder.layers.1.self_attn.q_proj";
    var file =
        written(
            Map.of(
                "lora_te_" + layer.replace('.', '_') + ".lora_down.weight", random(2, 16),
                "lora_te_" + layer.replace('.', '_') + ".lora_up.weight", random(16, 2),
                "lora_te_" + layer.replace('.', '_') + ".alpha", manager.create(1f)));
    try (var encoder = ClipTextEncoder.load(set.checkpoint().resolve("text_encoder"), manager)) {
      var adapter =
          Adapter.read(
              file, List.of(AdaptedNetwork.of(unet), AdaptedNetwork.of(encoder, 0, false)));
      assertThat(adapter.layers(0)).isZero();
      assertThat(adapter.layers(1)).isEqualTo(1);
      var ids = List.of(new int[77]);
      var before = encoder.encode(ids, manager).lastHiddenState().toFloatArray();
      var uses = new Adapters(List.of(new Adapters.Use(adapter, 1, 0.5)));
      try (var changed = encoder.with(uses.changes(1, encoder.weights(), manager))) {
        assertThat(
                Goldens.distance(
                    changed.encode(ids, manager).lastHiddenState().toFloatArray(), before))
            .isPositive();
      }
      var off = new Adapters(List.of(new Adapters.Use(adapter, 1, 0)));
      assertThat(off.changes(1, encoder.weights(), manager)).isEmpty();
    }
  }

  private NDArray random(long... shape) {
    return manager.randomNormal(new Shape(shape)).mul(0.05f);
  }
}
