package lab.harmony.diffusion.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import lab.harmony.diffusion.tensor.Weights;
import lab.harmony.diffusion.torch.Torch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class NativeMemoryTest {

  private static final UNetConfig CONFIG = UNetConfig.small(List.of(8, 16), 1, 8, 2, 8);

  @Test
  void twoHundredCallsLeaveNoArrayBehind() {
    try (var manager = Torch.newManager();
        var network = UNet.compile(CONFIG, manager);
        var weights = Weights.initialise(network.parameters(), 1, manager);
        var unet = UNet.of(CONFIG, weights, manager)) {
      var timesteps = manager.create(new float[] {500, 500});
      var context = manager.zeros(new Shape(2, 77, 8));
      var x = manager.ones(new Shape(2, 4, 8, 8));
      int before = manager.getManagedArrays().size();
      for (int i = 0; i < 100; i++) {
        unet.predict(x, timesteps, context).close();
      }
      assertThat(manager.getManagedArrays()).as("closed one by one").hasSize(before);
      for (int i = 0; i < 100; i++) {
        try (var scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          unet.predict(x, timesteps, context);
        }
      }
      assertThat(manager.getManagedArrays()).as("closed by a scope").hasSize(before);
    }
  }

  @Test
  void closingANetworkLeavesNothingOnItsManager() {
    try (var manager = Torch.newManager()) {
      int before = manager.getManagedArrays().size();
      for (int i = 0; i < 3; i++) {
        try (var network = UNet.compile(CONFIG, manager);
            var weights = Weights.initialise(network.parameters(), 1, manager);
            var unet = UNet.of(CONFIG, weights, manager)) {
          assertThat(unet.config()).isEqualTo(CONFIG);
        }
      }
      assertThat(manager.getManagedArrays()).hasSize(before);
    }
  }
}
