package lab.harmony.diffusion.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lab.harmony.diffusion.Goldens;
import lab.harmony.diffusion.LoraStudio;
import lab.harmony.diffusion.ModelSource;
import lab.harmony.diffusion.lora.AdaptedNetwork;
import lab.harmony.diffusion.lora.Adapter;
import lab.harmony.diffusion.lora.Adapters;
import lab.harmony.diffusion.network.ClipTextEncoder;
import lab.harmony.diffusion.network.UNet;
import lab.harmony.diffusion.torch.Torch;
import lab.harmony.diffusion.weights.SafetensorsFile;
import lab.harmony.json.Json;
import lab.harmony.workspace.Sha256;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What trainings write: adapters that draw as what was trained, in each way of naming.
@Tag("process")
class LoraWritingTest {

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("lab.harmony.diffusion.Goldens#all")
  void textEncodersAreTrainedAndWrittenToo(Goldens set) {
    try (var studio = LoraStudio.open(ModelSource.of(set.checkpoint()))) {
      var settings = SmallTraining.withTextEncoders();
      var captions = studio.captions(List.of("girl, happy, smile"), 1, true);
      var data = SmallTraining.data(captions);
      var own = folder.resolve(set.folder().getFileName());
      try (var training = studio.train(settings, data, 1, own)) {
        for (int i = 0; i < 3; i++) {
          assertThat(training.step().applied()).isTrue();
        }
        for (var naming : LoraMatrices.Naming.values()) {
          studio.write(training.matrices(), file(naming), naming, Map.of());
        }
      }
    }
    for (var naming : LoraMatrices.Naming.values()) {
      try (var manager = Torch.newManager();
          var unet = SmallTraining.unet(set, manager)) {
        var encoders = new ArrayList<ClipTextEncoder>();
        for (var part : List.of("text_encoder", "text_encoder_2")) {
          if (Files.exists(set.checkpoint().resolve(part))) {
            encoders.add(ClipTextEncoder.load(set.checkpoint().resolve(part), manager));
          }
        }
        var networks = new ArrayList<>(List.of(AdaptedNetwork.of(unet)));
        for (int i = 0; i < encoders.size(); i++) {
          networks.add(AdaptedNetwork.of(encoders.get(i), i, encoders.size() > 1));
        }
        var adapter = Adapter.read(file(naming), networks);
        for (int i = 0; i < encoders.size(); i++) {
          // Queries, keys, values, outputs and two layers behind them.
          assertThat(adapter.layers(i + 1)).isEqualTo(6 * encoders.get(i).config().layers());
          for (var up : adapter.matrices(i + 1, manager).arrays().entrySet()) {
            if (up.getKey().endsWith("q_proj.lora_up")) {
              // Starts at zero, and no layer but an unused last one stays there.
              boolean isRead =
                  set.folder().endsWith("sdxl") ? !isLast(up.getKey(), encoders.get(i)) : true;
              assertThat(up.getValue().abs().sum().getFloat() > 0)
                  .as(up.getKey())
                  .isEqualTo(isRead);
            }
          }
        }
        encoders.forEach(ClipTextEncoder::close);
      }
      assertThat(SafetensorsFile.open(file(naming)).names())
          .anyMatch(name ->
              name.startsWith(naming == LoraMatrices.Naming.KOHYA ? "lora_te" : "text_encoder."));
    }
  }

  private static boolean isLast(String layer, ClipTextEncoder encoder) {
    return layer.contains("layers." + (encoder.config().layers() - 1) + ".")
        && encoder.config().projectionSize() == 0;
  }

  /// What diffusers makes a `LoraConfig` of, with nothing beside it.
  @Test
  void aFileInPeftNamesSaysOfEachNetworkAllThatItsConfigurationNeeds() {
    var text =
        PeftConfig.text(
            List.of(
                "unet.conv_in",
                "unet.mid_block.attentions.0.proj_in",
                "text_encoder.text_model.encoder.layers.0.mlp.fc1",
                "text_encoder_2.text_model.encoder.layers.0.mlp.fc1"),
            4,
            2.5,
            0.1);
    assertThat(Sha256.of(text).hex())
        .as("the text, letter by letter")
        .isEqualTo("ffc919aef656ce483a756a69683f5e206801b1ee43e1919e71bd6b87a0d197a0");
    var facts = Json.object(text);
    for (var network : List.of("unet", "text_encoder", "text_encoder_2")) {
      assertThat(facts.get(network + ".peft_type").stringValue()).isEqualTo("LORA");
      assertThat(facts.get(network + ".r").intValue()).isEqualTo(4);
      assertThat(facts.get(network + ".lora_alpha").doubleValue()).isEqualTo(2.5);
      assertThat(facts.get(network + ".lora_dropout").doubleValue()).isEqualTo(0.1);
      assertThat(facts.get(network + ".use_rslora").booleanValue()).isFalse();
      assertThat(facts.get(network + ".rank_pattern").isEmpty()).isTrue();
      assertThat(facts.get(network + ".modules_to_save").isNull()).isTrue();
    }
    assertThat(facts.get("unet.target_modules").toString())
        .isEqualTo("[\"conv_in\",\"mid_block.attentions.0.proj_in\"]");
    assertThat(facts.get("text_encoder.target_modules").toString())
        .isEqualTo("[\"encoder.layers.0.mlp.fc1\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sd15", "sdxl"})
  void whatIsWrittenDrawsAsWhatWasTrained(String name) {
    var set =
        Goldens.all().stream()
            .filter(one -> one.folder().endsWith(name))
            .findFirst()
            .orElseGet(Goldens::open);
    try (var manager = Torch.newManager();
        var unet = SmallTraining.unet(set, manager);
        var training = SmallTraining.open(set, unet, folder.resolve(name), manager)) {
      for (int i = 0; i < 6; i++) {
        training.step();
      }
      for (var naming : LoraMatrices.Naming.values()) {
        drawsAsTrained(set, unet, training, naming, manager);
      }
    }
  }

  private void drawsAsTrained(
      Goldens set,
      UNet unet,
      LoraTraining training,
      LoraMatrices.Naming naming,
      NDManager manager) {
    training
        .matrices()
        .write(file(naming), naming, unet.config(), Map.of("ss_network_dim", "4"), manager);
    var adapter = Adapter.read(file(naming), List.of(AdaptedNetwork.of(unet)));
    var read =
        new Adapters(List.of(new Adapters.Use(adapter, 1, 0))).changes(0, unet.weights(), manager);
    try (var trained = unet.with(training.changes(LoraNetworks.UNET, manager));
        var again = unet.with(read)) {
      var plain = set.predicted(unet, manager);
      var wanted = set.predicted(trained, manager);
      var change = Goldens.distance(wanted, plain);
      assertThat(change).isPositive();
      // Files hold float16.
      assertThat(Goldens.distance(set.predicted(again, manager), wanted))
          .isLessThan(0.01 * change + 1e-5);
    }
    var metadata = SafetensorsFile.open(file(naming)).metadata();
    assertThat(metadata).containsEntry("ss_network_dim", "4");
    assertThat(metadata.get("modelspec.hash_sha256"))
        .isEqualTo("0x" + metadata.get("sshs_model_hash"));
    assertThat(metadata.containsKey("lora_adapter_metadata"))
        .isEqualTo(naming == LoraMatrices.Naming.PEFT);
  }

  private Path file(LoraMatrices.Naming naming) {
    return folder.resolve(naming + ".safetensors");
  }
}
