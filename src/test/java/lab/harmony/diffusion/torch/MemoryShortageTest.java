package lab.harmony.diffusion.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.djl.ndarray.types.Shape;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class MemoryShortageTest {

  @Test
  void whatTheEngineSaysWhenItAsksInVainIsUnderstood() {
    try (var manager = Torch.newManager()) {
      var failure = catchThrowable(() -> manager.zeros(new Shape(1L << 20, 1L << 26)));
      assertThat(MemoryShortage.of(failure)).contains(MemoryShortage.of(0x1p48));
      assertThat(MemoryShortage.of(new RuntimeException("wrapped", failure))).isPresent();
      assertThat(MemoryShortage.of(0x1p31).words(512, 768))
          .contains("512 × 768")
          .contains("2.00 GiB more");
    }
  }

  @Test
  void aGpusWordsAreUnderstoodToo() {
    var words =
        "CUDA out of memory. Tried to allocate 1.50 GiB. GPU 0 has a total capacity of 8 GiB";
    assertThat(MemoryShortage.of(new RuntimeException(words)))
        .contains(MemoryShortage.of(1.5 * 0x1p30));
    assertThat(MemoryShortage.of(new RuntimeException("a broken shape"))).isEmpty();
  }

  @Test
  void wordsThatNameNoBytesAreUnderstoodAndNoNumberIsMadeUp() {
    var failure =
        new RuntimeException(
            "The following operation failed in the TorchScript interpreter.\nRuntimeError: could"
                + " not create a primitive");
    assertThat(MemoryShortage.of(failure))
        .contains(new MemoryShortage(OptionalDouble.empty()))
        .hasValueSatisfying(shortage ->
            assertThat(shortage.words(512, 768))
                .contains("512 × 768")
                .contains("most often because memory is short")
                .doesNotContain("GiB"));
    assertThat(MemoryShortage.of(new RuntimeException("std::bad_alloc"))).isPresent();
  }
}
