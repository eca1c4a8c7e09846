package lab.harmony.stats.means;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.Reason;
import lab.harmony.stats.pairs.PairedDifference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ClusteredMeanTest {

  private static final ConfidenceLevel LEVEL = ConfidenceLevel.PERCENT_95;

  @Test
  void isTheRatioEstimateOfCochranWithStudentsQuantile() {
    // numpy and scipy: the ratio of sums, its linearised variance, and t.ppf(0.975, 4).
    var found =
        ClusteredMean.of(
                List.of(
                    new int[] {1, 0, 1},
                    new int[] {0, 0, -1},
                    new int[] {1, 1, 1},
                    new int[] {0, 0},
                    new int[] {-1, 0, 0}),
                LEVEL)
            .orElseThrow();
    assertThat(found.value()).isCloseTo(0.21428571428571427, within(1e-12));
    assertThat(found.interval().lower()).isCloseTo(-0.5845299634185486, within(1e-10));
    assertThat(found.interval().upper()).isCloseTo(1.0131013919899772, within(1e-10));
  }

  @Test
  void withOneValueEachItIsStudents() {
    var student = PairedDifference.of(List.of(1, 0, 2, -1, 3)).interval();
    var found =
        ClusteredMean.of(
                List.of(new int[] {1}, new int[] {0}, new int[] {2}, new int[] {-1}, new int[] {3}),
                LEVEL)
            .orElseThrow()
            .interval();
    assertThat(found.lower()).isCloseTo(student.lower(), within(1e-12));
    assertThat(found.upper()).isCloseTo(student.upper(), within(1e-12));
  }

  @Test
  void saysWhenThereIsNoInterval() {
    assertThat(ClusteredMean.of(List.of(), LEVEL).whyMissing()).contains(Reason.NO_DATA);
    assertThat(ClusteredMean.of(List.of(new int[] {1, 0}), LEVEL).whyMissing())
        .contains(Reason.TOO_FEW);
    assertThat(ClusteredMean.of(List.of(new int[] {1, 0}, new int[] {0, 1}), LEVEL).whyMissing())
        .contains(Reason.NO_VARIATION);
  }
}
