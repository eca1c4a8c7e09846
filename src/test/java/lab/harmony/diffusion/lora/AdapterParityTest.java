package lab.harmony.diffusion.lora;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lab.harmony.diffusion.Goldens;
import lab.harmony.diffusion.network.UNet;
import lab.harmony.diffusion.torch.Torch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The UNet with an adapter against what the reference computed, in every naming.
@Tag("process")
class AdapterParityTest {

  private static final double TOLERANCE = 1e-4;

  static Stream<Arguments> filesAndScales() {
    return Goldens.all().stream()
        .flatMap(set ->
            Stream.of(
                    set.folder().resolve("lora-kohya.safetensors"),
                    set.folder().resolve("lora-diffusers/pytorch_lora_weights.safetensors"))
                .filter(Files::exists)
                .flatMap(file -> Stream.of(1.0, 0.5).map(scale -> Arguments.of(set, file, scale))));
  }

  @ParameterizedTest
  @MethodSource("filesAndScales")
  void theUNetWithAnAdapterAgrees(Goldens set, Path file, double scale) {
    try (var manager = Torch.newManager();
        var unet = UNet.load(set.checkpoint().resolve("unet"), manager)) {
      var network = AdaptedNetwork.of(unet);
      var adapter = Adapter.read(file, List.of(network));
      var changes =
          new Adapters(List.of(new Adapters.Use(adapter, scale, 0)))
              .changes(0, unet.weights(), manager);
      try (var adapted = unet.with(changes)) {
        var name = "lora.out.scale%s.t500".formatted(scale == 1 ? "1" : "0.5");
        assertThat(Goldens.distance(set.predicted(adapted, manager), set.floats(name)))
            .as(name)
            .isLessThan(TOLERANCE);
      }
      assertThat(Goldens.distance(set.predicted(unet, manager), set.floats("unet.out.t500")))
          .as("without the adapter as before")
          .isLessThan(TOLERANCE);
    }
  }
}
