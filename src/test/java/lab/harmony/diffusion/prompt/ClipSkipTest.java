package lab.harmony.diffusion.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ClipSkipTest {

  @Test
  void oneIsTheLastLayer() {
    assertThat(ClipSkip.NONE.layersToRun(12)).isEqualTo(12);
    assertThat(ClipSkip.of(2).layersToRun(12)).isEqualTo(11);
    assertThat(ClipSkip.of(2).finalNorm()).isTrue();
    assertThat(ClipSkip.SDXL.layersToRun(32)).isEqualTo(31);
    assertThat(ClipSkip.SDXL.finalNorm()).isFalse();
  }

  @Test
  void leavesAtLeastOneLayer() {
    assertThat(ClipSkip.of(12).layersToRun(12)).isEqualTo(1);
    assertThatThrownBy(() -> ClipSkip.of(13).layersToRun(12))
        .hasMessageContaining("1 to 12, got 13");
    assertThatThrownBy(() -> ClipSkip.of(0)).hasMessageContaining("got 0");
  }
}
