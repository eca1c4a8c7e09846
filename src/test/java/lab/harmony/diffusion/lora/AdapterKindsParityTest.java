package lab.harmony.diffusion.lora;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lab.harmony.diffusion.Goldens;
import lab.harmony.diffusion.network.UNet;
import lab.harmony.diffusion.tensor.Precision;
import lab.harmony.diffusion.torch.Torch;
import lab.harmony.diffusion.weights.SafetensorsFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The UNet with adapters that are more than two matrices a layer, against what PEFT and LyCORIS
/// make of them: DoRA, rank-stabilised scales, biases, norms, whole differences, Tucker.
@Tag("process")
class AdapterKindsParityTest {

  private static final double TOLERANCE = 1e-4;
  private static final Path FOLDER = Goldens.open().folder().resolve("adapters");
  private static final SafetensorsFile GOLDEN =
      SafetensorsFile.open(FOLDER.resolve("golden.safetensors"));

  static Stream<Arguments> filesAndScales() throws IOException {
    try (var files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".safetensors"))
          .filter(file -> !file.endsWith("golden.safetensors"))
          .sorted()
          .flatMap(file -> Stream.of("1", "0.5").map(scale -> Arguments.of(file, scale)))
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("filesAndScales")
  void theUNetAgreesWithTheReference(Path file, String scale) {
    var set = Goldens.open();
    var name = file.getFileName().toString().replace(".safetensors", ".scale" + scale);
    try (var manager = Torch.newManager();
        var unet = UNet.load(set.checkpoint().resolve("unet"), manager)) {
      var adapter = Adapter.read(file, List.of(AdaptedNetwork.of(unet)));
      var use = new Adapters.Use(adapter, Double.parseDouble(scale), 0);
      var changes = new Adapters(List.of(use)).changes(0, unet.weights(), manager);
      try (var adapted = unet.with(changes)) {
        assertThat(Goldens.distance(set.predicted(adapted, manager), GOLDEN.floats(name)))
            .as(name)
            .isLessThan(TOLERANCE);
      }
      assertThat(Goldens.distance(set.predicted(unet, manager), GOLDEN.floats(name)))
          .as("the adapter changes something")
          .isGreaterThan(10 * TOLERANCE);
    }
  }

  @ParameterizedTest
  @MethodSource("filesAndScales")
  void alsoWithWeightsThatAreRounded(Path file, String scale) {
    var set = Goldens.open();
    var name = file.getFileName().toString().replace(".safetensors", ".scale" + scale);
    try (var manager = Torch.newManager();
        var unet =
            UNet.load(set.checkpoint().resolve("unet"), manager)
                .rounded(Precision.BFLOAT16, manager)) {
      var adapter = Adapter.read(file, List.of(AdaptedNetwork.of(unet)));
      var use = new Adapters.Use(adapter, Double.parseDouble(scale), 0);
      var changes = new Adapters(List.of(use)).changes(0, unet.weights(), manager);
      var without = Goldens.distance(set.predicted(unet, manager), set.floats("unet.out.t500"));
      try (var adapted = unet.with(changes)) {
        assertThat(Goldens.distance(set.predicted(adapted, manager), GOLDEN.floats(name)))
            .as(name)
            .isLessThan(4 * without);
      }
    }
  }
}
