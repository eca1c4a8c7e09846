package lab.harmony.diffusion.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import lab.harmony.diffusion.tensor.Draw;
import lab.harmony.diffusion.tensor.Precision;
import lab.harmony.diffusion.tensor.Weights;
import lab.harmony.diffusion.torch.Torch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class NarrowWeightsTest {

  private static final UNetConfig CONFIG = UNetConfig.small(List.of(8, 16), 1, 8, 2, 8);

  @Test
  void bfloat16WeightsGiveNearlyTheSamePrediction() {
    try (var manager = Torch.newManager();
        var draw = new Draw(manager);
        var network = UNet.compile(CONFIG, manager);
        var weights = Weights.initialise(network.parameters(), 1, manager);
        var wide = UNet.of(CONFIG, weights, manager);
        var rounded = weights.rounded(Precision.BFLOAT16, manager);
        var narrow = UNet.of(CONFIG, rounded, manager)) {
      var sample = draw.normal(1, 1, 2, 4, 8, 8).singletonOrThrow();
      var timesteps = manager.create(new float[] {10, 900});
      var context = draw.normal(2, 1, 2, 77, 8).singletonOrThrow();
      var expected = wide.predict(sample, timesteps, context).toFloatArray();
      var got = narrow.predict(sample, timesteps, context).toFloatArray();
      assertThat(got).isNotEqualTo(expected).containsExactly(expected, within(0.05f));
    }
  }
}
