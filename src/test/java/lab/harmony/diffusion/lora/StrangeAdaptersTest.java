package lab.harmony.diffusion.lora;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import lab.harmony.diffusion.Goldens;
import lab.harmony.diffusion.network.UNet;
import lab.harmony.diffusion.torch.Torch;
import lab.harmony.diffusion.weights.SafetensorsFile;
import lab.harmony.diffusion.weights.SafetensorsWriter;
import lab.harmony.diffusion.weights.WeightsException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Adapters with tensors of all sorts under names of all sorts: each tensor is used, or one of them
/// is named; nothing is dropped in silence.
@Tag("unit")
class StrangeAdaptersTest {

  private static final int FILES = 400;
  private static final List<String> LAYERS =
      List.of(
          "down_blocks.0.attentions.0.transformer_blocks.0.attn1.to_q",
          "down_blocks.0.resnets.0.conv1",
          "mid_block.attentions.0.proj_in",
          "conv_norm_out",
          "down_blocks.0.resnets.7.conv1");
  private static final List<String> ENDINGS =
      List.of(
          ".lora_A.weight",
          ".lora_B.weight",
          ".lora_B.bias",
          ".lora_magnitude_vector",
          ".lora_magnitude_vector.weight",
          ".lora_A.default.weight",
          ".lora_B.other.weight",
          ".lora_mid.weight",
          ".dora_scale",
          ".alpha",
          ".diff",
          ".diff_b",
          ".w_norm",
          ".scalar",
          ".lora_A.bias",
          ".lora_A");
  private static final List<Shape> SHAPES =
      List.of(
          new Shape(),
          new Shape(1),
          new Shape(0),
          new Shape(32),
          new Shape(2, 32),
          new Shape(32, 2),
          new Shape(32, 32),
          new Shape(1, 32),
          new Shape(32, 1),
          new Shape(0, 32),
          new Shape(2, 32, 3, 3),
          new Shape(32, 2, 1, 1),
          new Shape(2, 2, 3, 3),
          new Shape(1, 32, 1, 1),
          new Shape(32, 32, 3, 3));

  @TempDir Path folder;

  @Test
  void everyTensorIsUsedOrOneIsNamed() {
    var random = new Random(11);
    try (var manager = Torch.newManager();
        var unet = UNet.load(Goldens.open().checkpoint().resolve("unet"), manager)) {
      var network = AdaptedNetwork.of(unet);
      int used = 0;
      for (int i = 0; i < FILES; i++) {
        try (var scope = manager.newSubManager()) {
          used += look(written(tensors(random, scope)), unet, network, scope) ? 1 : 0;
        }
      }
      assertThat(used).as("files that can be used").isBetween(FILES / 20, FILES * 19 / 20);
    }
  }

  private static boolean look(Path path, UNet unet, AdaptedNetwork network, NDManager manager) {
    var file = SafetensorsFile.open(path);
    Adapter adapter;
    try {
      adapter = Adapter.read(path, List.of(network));
    } catch (WeightsException e) {
      assertThat(file.names()).as(e.getMessage()).anyMatch(name -> isNamed(name, e.getMessage()));
      return false;
    }
    Adapter.requireUnderstood(file);
    var used = new HashSet<String>();
    adapter.changes(0).values().forEach(change -> used.addAll(change.tensors().roles().values()));
    assertThat(used).isEqualTo(file.names());
    var adapters = new Adapters(List.of(new Adapters.Use(adapter, 0.7, 0)));
    assertThat(adapters.changes(0, unet.weights(), manager)).hasSize(adapter.layers(0));
    return true;
  }

  /// By its own name or by that of its layer.
  private static boolean isNamed(String tensor, String words) {
    return words.contains(tensor)
        || words.contains("several adapters: default, other")
            && tensor.matches(".*\\.(default|other)\\..*")
        || LAYERS.stream().anyMatch(layer -> tensor.contains(layer) && words.contains(layer));
  }

  private static Map<String, NDArray> tensors(Random random, NDManager manager) {
    var tensors = new LinkedHashMap<String, NDArray>();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      var layer = LAYERS.get(random.nextInt(random.nextInt(4) == 0 ? 5 : 4));
      whole(layer, random, manager, tensors);
    }
    if (random.nextInt(3) == 0) {
      for (int i = random.nextInt(1, 3); i > 0; i--) {
        var name =
            random.nextInt(6) == 0
                ? "x".repeat(random.nextInt(1, 4)) + "." + random.nextInt(9)
                : "unet." + one(LAYERS, random) + one(ENDINGS, random);
        tensors.put(name, manager.randomNormal(one(SHAPES, random)));
      }
    }
    return tensors;
  }

  /// What fits a layer, most of the time.
  private static void whole(
      String layer, Random random, NDManager manager, Map<String, NDArray> tensors) {
    var key = "unet." + layer;
    boolean isConvolution = layer.endsWith("conv1");
    if (layer.endsWith("norm_out") || random.nextInt(4) == 0) {
      tensors.put(
          key + ".diff",
          manager.randomNormal(
              layer.endsWith("norm_out")
                  ? new Shape(32)
                  : isConvolution ? new Shape(32, 32, 3, 3) : new Shape(32, 32)));
      return;
    }
    tensors.put(
        key + ".lora_A.weight",
        manager.randomNormal(isConvolution ? new Shape(2, 32, 3, 3) : new Shape(2, 32)));
    tensors.put(key + ".lora_B.weight", manager.randomNormal(new Shape(32, 2)));
    if (random.nextBoolean()) {
      tensors.put(
          key + one(List.of(".lora_magnitude_vector", ".dora_scale", ".alpha"), random),
          manager.randomNormal(one(List.of(new Shape(32), new Shape(1, 32), new Shape()), random)));
    }
  }

  private static <T> T one(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }

  private Path written(Map<String, NDArray> tensors) {
    var file = folder.resolve("strange.safetensors");
    SafetensorsWriter.write(file, tensors, SafetensorsWriter.Precision.F32, Map.of());
    return file;
  }
}
