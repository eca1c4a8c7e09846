package lab.harmony.runs.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lab.harmony.runs.ImageId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class MosaicAddressTest {
  private static final String RUN = "r261120-204501-k3f9q";

  @Test
  void namesPicturesOfSeveralRunsInTheirOrder() {
    assertThat(MosaicAddress.read(RUN + ":3.0", "r1:7", RUN + ":4"))
        .hasValueSatisfying(ids ->
            assertThat(ids.stream().map(ImageId::toString))
                .containsExactly(RUN + "/3", RUN + "/0", "r1/7", RUN + "/4"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "r1",
        "r1:",
        "r1:.",
        "r1:1.",
        "r1:-1",
        "r1:1,2",
        "r1:1..2",
        "r1:0000000001",
        "x1:1",
        "r1/../r2:1",
        "R1:1",
        "r1:1 ",
        "r1:1:2"
      })
  void whatItDoesNotUnderstandIsNothing(String of) {
    assertThat(MosaicAddress.read("r1:0", of)).isEmpty();
  }

  @Test
  void oneToSixteenMakeOne() {
    assertThat(MosaicAddress.read()).isEmpty();
    assertThat(MosaicAddress.read("r1:" + indexes(16))).isPresent();
    assertThat(MosaicAddress.read("r1:" + indexes(17))).isEmpty();
    assertThat(MosaicAddress.read("r1:" + indexes(16), "r2:0")).isEmpty();
  }

  private static String indexes(int count) {
    return IntStream.range(0, count).mapToObj(String::valueOf).collect(Collectors.joining("."));
  }
}
