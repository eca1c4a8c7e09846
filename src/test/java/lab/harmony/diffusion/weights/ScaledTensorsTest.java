package lab.harmony.diffusion.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import lab.harmony.diffusion.torch.Torch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class ScaledTensorsTest {

  private final SafetensorsFile file =
      SafetensorsFile.open(
          Path.of("src/test/resources/goldens/sd15/scaled/scaled-fp8.safetensors"));

  @TempDir Path folder;

  @Test
  void weightsOfEightBitsAreMultipliedByTheirScales() {
    var scaled = new ScaledTensors(file);
    try (var manager = Torch.newManager()) {
      for (var layer : Set.of("conv", "linear", "new")) {
        assertThat(scaled.float32(layer + ".weight", manager).toFloatArray())
            .as(layer)
            .containsExactly(file.floats("expected." + layer));
      }
    }
  }

  @Test
  void scalesAndMarksAreUsedWithTheWeightsAndNotWithoutThem() {
    var expected = Set.of("expected.conv", "expected.linear", "expected.new");
    var all = new HashSet<>(expected);
    all.addAll(Set.of("conv.weight", "linear.weight", "new.weight"));
    Leftovers.requireNone(file, all);
    assertThatThrownBy(() -> Leftovers.requireNone(file, expected))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("holds 6 tensors")
        .hasMessageContaining("conv.scale_weight")
        .hasMessageContaining("and 1 more");
  }

  @Test
  void aScaleThatFitsNotIsNamedWithBothShapes() {
    try (var manager = Torch.newManager()) {
      var path = folder.resolve("odd.safetensors");
      SafetensorsWriter.write(
          path,
          Map.of(
              "x.weight", manager.ones(new Shape(4, 6)),
              "x.scale_weight", manager.ones(new Shape(6))),
          SafetensorsWriter.Precision.F32,
          Map.of());
      var odd = new ScaledTensors(SafetensorsFile.open(path));
      assertThatThrownBy(() -> odd.float32("x.weight", manager))
          .hasMessageContaining("x.scale_weight has the shape (6)")
          .hasMessageContaining("(4, 6)");
    }
  }
}
