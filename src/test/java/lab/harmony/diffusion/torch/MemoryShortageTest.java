package lab.harmony.diffusion.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class MemoryShortageTest {

  @Test
  void whatTheEngineSaysWhenItAsksInVainIsUnderstood() {
    try (var manager = Torch.newManager()) {
      var failure = catchThrowable(() -> manager.zeros(new Shape(1L << 20, 1L << 26)));
      assertThat(MemoryShortage.of(failure)).contains(new MemoryShortage(0x1p48));
      assertThat(MemoryShortage.of(new RuntimeException("wrapped", failure))).isPresent();
      assertThat(new MemoryShortage(0x1p31).words(512, 768))
          .contains("512 × 768")
          .contains("2.00 GiB more");
    }
  }

  @Test
  void aGpusWordsAreUnderstoodToo() {
    var words =
        "CUDA out of memory. Tried to allocate 1.50 GiB. GPU 0 has a total capacity of 8 GiB";
    assertThat(MemoryShortage.of(new RuntimeException(words)))
        .contains(new MemoryShortage(1.5 * 0x1p30));
    assertThat(MemoryShortage.of(new RuntimeException("a broken shape"))).isEmpty();
  }
}
