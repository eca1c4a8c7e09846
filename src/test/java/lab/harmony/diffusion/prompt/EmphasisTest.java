package lab.harmony.diffusion.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("unit")
class EmphasisTest {

  private static final int TOKENS = 77;
  private static final int WIDTH = 32;

  @ParameterizedTest
  @EnumSource
  void weightsOfOneChangeNothingAtAll(Emphasis emphasis) {
    var states = states();
    assertThat(emphasis.apply(states, weights(1))).isNotSameAs(states).containsExactly(states);
  }

  @Test
  void withoutNormEachTokenIsMultiplied() {
    assertThat(Emphasis.NO_NORM.apply(new float[] {1, 2, 3, 4}, new float[] {1, 1.5f}))
        .containsExactly(1, 2, 4.5f, 6);
  }

  /// (1, 2, 3, 4) has mean 2.5; weighted (1, 2, 4.5, 6) has 3.375.
  @Test
  void theOriginalScalesBackToTheMean() {
    assertThat(Emphasis.ORIGINAL.apply(new float[] {1, 2, 3, 4}, new float[] {1, 1.5f}))
        .containsExactly(
            new float[] {1 / 1.35f, 2 / 1.35f, 4.5f / 1.35f, 6 / 1.35f}, within(1e-6f));
  }

  @Test
  void theOriginalKeepsTheMeanOfTheWholeChunk() {
    var states = states();
    var result = Emphasis.ORIGINAL.apply(states, weights(1.4f));
    assertThat(mean(result)).isEqualTo(mean(states), within(1e-6));
    assertThat(result[5 * WIDTH] / result[0])
        .isEqualTo(1.4f * states[5 * WIDTH] / states[0], within(1e-4f));
  }

  @Test
  void aMeanOfZeroIsNotRestored() {
    assertThat(Emphasis.ORIGINAL.apply(new float[] {1, 1}, new float[] {-2, 2}))
        .containsExactly(-2, 2);
  }

  @Test
  void saysWhatDoesNotFit() {
    assertThatThrownBy(() -> Emphasis.ORIGINAL.apply(new float[5], new float[2]))
        .hasMessageContaining("2 weights, got 5 numbers");
  }

  private static float[] states() {
    var random = new SplittableRandom(1);
    var states = new float[TOKENS * WIDTH];
    IntStream.range(0, states.length).forEach(i -> states[i] = (float) (random.nextDouble() - 0.4));
    return states;
  }

  /// One everywhere but at token 5.
  private static float[] weights(float fifth) {
    var weights = new float[TOKENS];
    Arrays.fill(weights, 1);
    weights[5] = fifth;
    return weights;
  }

  private static double mean(float[] states) {
    return IntStream.range(0, states.length).mapToDouble(i -> states[i]).average().orElseThrow();
  }
}
