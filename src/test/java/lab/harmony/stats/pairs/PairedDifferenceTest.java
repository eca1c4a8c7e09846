package lab.harmony.stats.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PairedDifferenceTest {

  @Test
  void theIntervalIsThatOfStudentsT() {
    // R: t.test(c(1, 0, 2, -1, 3))$conf.int
    var difference = PairedDifference.of(List.of(1, 0, 2, -1, 3));
    assertThat(difference.mean()).isEqualTo(1.0);
    assertThat(difference.interval().lower()).isCloseTo(-0.9633, within(1e-4));
    assertThat(difference.interval().upper()).isCloseTo(2.9633, within(1e-4));
    assertThat(difference.better()).isEqualTo(3);
    assertThat(difference.same()).isEqualTo(1);
    assertThat(difference.worse()).isEqualTo(1);
    assertThat(difference.pairs()).isEqualTo(5);
  }

  @Test
  void onePairSaysNothing() {
    assertThatThrownBy(() -> PairedDifference.of(List.of(1)))
        .hasMessage("need two pairs at least, got 1");
  }
}
