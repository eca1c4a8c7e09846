package lab.harmony.stats.means;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.Proportion;
import lab.harmony.stats.Reason;
import lab.harmony.stats.rates.DesignEffect;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ClusterCorrelationTest {

  @Test
  void isThatOfTheAnalysisOfVariance() {
    // From the F of scipy's f_oneway on the same five groups.
    var found =
        ClusterCorrelation.of(
                List.of(
                    new int[] {1, 0, 1},
                    new int[] {0, 0, -1},
                    new int[] {1, 1, 1},
                    new int[] {0, 0},
                    new int[] {-1, 0, 0}))
            .orElseThrow();
    assertThat(found.correlation()).isCloseTo(0.5834445927903873, within(1e-12));
    assertThat(found.effective()).isCloseTo(6.719333577444159, within(1e-12));
  }

  @Test
  void isThatOfTheDesignEffectForShares() {
    var shares = List.of(new Proportion(3, 3), new Proportion(0, 3), new Proportion(2, 4));
    var effect =
        DesignEffect.of(shares, ConfidenceLevel.PERCENT_95).orElseThrow().effect().orElseThrow();
    var found =
        ClusterCorrelation.of(
                List.of(new int[] {1, 1, 1}, new int[] {0, 0, 0}, new int[] {1, 1, 0, 0}))
            .orElseThrow();
    assertThat(found.correlation()).isCloseTo(effect.correlation().orElseThrow(), within(1e-12));
    assertThat(found.effective()).isCloseTo(effect.effectiveTrials(), within(1e-12));
  }

  @Test
  void saysWhenThereIsNoSuchThing() {
    assertThat(ClusterCorrelation.of(List.of()).whyMissing()).contains(Reason.NO_DATA);
    assertThat(ClusterCorrelation.of(List.of(new int[] {1, 0})).whyMissing())
        .contains(Reason.TOO_FEW);
    assertThat(ClusterCorrelation.of(List.of(new int[] {1, 1}, new int[] {1, 1})).whyMissing())
        .contains(Reason.NO_VARIATION);
    assertThat(ClusterCorrelation.of(List.of(new int[] {1}, new int[] {0})).orElseThrow())
        .isEqualTo(new ClusterCorrelation(0, 2));
  }

  @Test
  void clustersThatAreLessAlikeThanChanceAreWorthNoMoreThanTheirNumber() {
    assertThat(ClusterCorrelation.of(List.of(new int[] {1, -1}, new int[] {-1, 1})).orElseThrow())
        .isEqualTo(new ClusterCorrelation(0, 4));
  }
}
