package lab.harmony.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import lab.harmony.stats.agreement.Agreement;
import lab.harmony.stats.agreement.CohenKappa;
import lab.harmony.stats.rates.DesignEffect;
import lab.harmony.stats.rates.Wilson;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class StatsTest {

  @Test
  void theWilsonIntervalHasTheTextbookValue() {
    var interval = Wilson.interval(1, 10);
    assertThat(interval.lower()).isCloseTo(0.0179, within(0.0001));
    assertThat(interval.upper()).isCloseTo(0.4042, within(0.0001));
  }

  @Test
  void theIntervalForAnEffectiveNumberOfTrialsIsTheSameFormula() {
    for (int successes = 0; successes <= 36; successes++) {
      var whole = Wilson.interval(successes, 36);
      var real = Wilson.interval(successes / 36.0, 36.0);
      assertThat(real.lower()).isCloseTo(whole.lower(), within(1e-9));
      assertThat(real.upper()).isCloseTo(whole.upper(), within(1e-9));
    }
  }

  @Test
  void aShareOfNothingIsRefusedWithTheValues() {
    assertThatThrownBy(() -> Wilson.interval(3, 0)).hasMessageContaining("got 3 of 0");
  }

  @Test
  void theDesignEffectIsOneForIndependentItemsAndTheClusterSizeForIdenticalOnes() {
    assertThat(designEffect(0, 3, 0, 3, 0, 3, 0, 3).orElseThrow()).isCloseTo(3, within(1e-9));
    assertThat(designEffect(1, 2, 1, 2, 2, 1).orElseThrow()).isEqualTo(1);
    assertThat(designEffect(0, 0)).isEqualTo(Answer.missing(Reason.NO_VARIATION));
  }

  private static Answer<Double> designEffect(Integer... pointsOfThree) {
    var faces = Stream.of(pointsOfThree).map(points -> new Proportion(points, 3)).toList();
    return DesignEffect.of(faces, ConfidenceLevel.PERCENT_95)
        .orElseThrow()
        .effect()
        .map(DesignEffect.Effect::designEffect);
  }

  @Test
  void kappaHasTheTextbookValue() {
    var pairs = new ArrayList<List<CohenKappa.Pair>>();
    add(pairs, 20, true, true);
    add(pairs, 5, true, false);
    add(pairs, 10, false, true);
    add(pairs, 15, false, false);
    var agreement = Agreement.of(pairs).orElseThrow();
    assertThat(agreement.share()).isCloseTo(0.7, within(1e-9));
    assertThat(agreement.kappa().orElseThrow()).isCloseTo(0.4, within(1e-9));
    var interval = agreement.kappaInterval().orElseThrow();
    assertThat(interval.contains(0.4)).isTrue();
    assertThat(interval.lower()).isCloseTo(0.15, within(0.06));
    assertThat(interval.upper()).isCloseTo(0.65, within(0.06));
  }

  @Test
  void kappaIsUndefinedWhereBothJudgesSayOneThingOnly() {
    var pairs = new ArrayList<List<CohenKappa.Pair>>();
    add(pairs, 9, true, true);
    var agreement = Agreement.of(pairs).orElseThrow();
    assertThat(agreement.share()).isEqualTo(1);
    assertThat(agreement.kappa()).isEmpty();
    assertThat(agreement.kappaInterval()).isEmpty();
  }

  @Test
  void noPairsNoAgreement() {
    assertThat(Agreement.of(List.of())).isEmpty();
  }

  private static void add(
      List<List<CohenKappa.Pair>> pairs, int times, boolean first, boolean second) {
    pairs.addAll(Collections.nCopies(times, List.of(new CohenKappa.Pair(first, second))));
  }
}
