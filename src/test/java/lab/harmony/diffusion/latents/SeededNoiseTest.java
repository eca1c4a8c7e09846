package lab.harmony.diffusion.latents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import lab.harmony.diffusion.Goldens;
import lab.harmony.diffusion.tensor.Draw;
import lab.harmony.diffusion.torch.Torch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SeededNoiseTest {

  @Test
  void seedFortyTwoGivesTheNumbersThatEveryoneKnows() {
    var noise = new SeededNoise(42).draw(1, 4, 4).toArray();
    assertThat(noise[0]).isCloseTo(1.9269f, within(1e-4f));
    assertThat(noise[1]).isCloseTo(1.4873f, within(1e-4f));
    assertThat(noise[2]).isCloseTo(0.9007f, within(1e-4f));
    assertThat(noise[3]).isCloseTo(-2.1055f, within(1e-4f));
  }

  @Test
  void equalsTorchesGeneratorDrawAfterDraw() {
    try (var manager = Torch.newManager();
        var draw = new Draw(manager)) {
      for (var seed : new long[] {0, 1, 1234567890123L, -7}) {
        for (var size : new int[] {16, 64, 75, 4096}) {
          var noise = new SeededNoise(seed);
          for (var expected : draw.normal(seed, 3, size)) {
            assertThat(Goldens.distance(noise.draw(size), expected.toFloatArray()))
                .as("seed %d, size %d", seed, size)
                .isLessThan(2e-6);
          }
        }
      }
    }
  }
}
