package lab.harmony.stats.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import lab.harmony.stats.Reason;
import lab.harmony.stats.planning.McNemarPower.Test;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class DetectableDifferenceTest {

  /// Of scipy 1.x: `brentq` over the power, which enumerates all (b, c) by `multinomial.pmf` and
  /// asks `binomtest` for each.
  @ParameterizedTest
  @CsvSource({
    "48, 0.25, 0.05, 0.8, 0.202181206",
    "48, 0.0, 0.05, 0.8, 0.159719392",
    "48, 0.5, 0.05, 0.8, 0.29274024",
    "6, 0.2, 0.05, 0.8, 0.963492484",
    "16, 0.3, 0.05, 0.8, 0.44893425",
    "24, 0.4, 0.0125, 0.8, 0.398450556",
    "30, 1.0, 0.05, 0.9, 0.563152904"
  })
  void isWhereTheExactPowerReachesTheWish(
      int pairs, double discordant, double alpha, double wish, double expected) {
    var found = DetectableDifference.of(pairs, discordant, alpha, wish, Test.EXACT).orElseThrow();
    assertThat(found.difference()).isCloseTo(expected, within(2e-7));
    assertThat(found.power()).isGreaterThanOrEqualTo(wish);
  }

  @org.junit.jupiter.api.Test
  void fivePairsShowNothingHoweverLargeTheDifference() {
    assertThat(DetectableDifference.of(5, 1, 0.05, 0.8, Test.EXACT).whyMissing())
        .contains(Reason.OUT_OF_REACH);
    assertThat(DetectableDifference.of(0, 0, 0.05, 0.8, Test.EXACT).whyMissing())
        .contains(Reason.OUT_OF_REACH);
  }

  @org.junit.jupiter.api.Test
  void theMidPIsLessTimid() {
    double exact =
        DetectableDifference.of(24, 0.3, 0.05, 0.8, Test.EXACT).orElseThrow().difference();
    double mid = DetectableDifference.of(24, 0.3, 0.05, 0.8, Test.MID_P).orElseThrow().difference();
    assertThat(mid).isLessThan(exact);
  }

  @org.junit.jupiter.api.Test
  void whatIsNoProbabilityIsRefused() {
    assertThat(DetectableDifference.of(48, 1.1, 0.05, 0.8, Test.EXACT).whyMissing())
        .contains(Reason.NOT_PROBABILITIES);
    assertThatThrownBy(() -> DetectableDifference.of(48, 0.2, 0.05, 1, Test.EXACT))
        .hasMessage("need a power between 0 and 1, got 1.0");
  }
}
