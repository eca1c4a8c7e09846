package lab.harmony.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import lab.harmony.stats.agreement.FleissKappa;
import lab.harmony.stats.agreement.GwetAc1;
import lab.harmony.stats.agreement.Ratings;
import lab.harmony.stats.means.PredictionPoweredMean;
import lab.harmony.stats.pairs.McNemar;
import lab.harmony.stats.pairs.NewcombePaired;
import lab.harmony.stats.pairs.PairedTable;
import lab.harmony.stats.pairs.Tango;
import lab.harmony.stats.planning.AssignmentPlan;
import lab.harmony.stats.planning.McNemarPower;
import lab.harmony.stats.planning.PairsNeeded;
import lab.harmony.stats.preference.BradleyTerry;
import lab.harmony.stats.preference.Preferences;
import lab.harmony.stats.ranks.Correlation;
import lab.harmony.stats.ranks.HodgesLehmann;
import lab.harmony.stats.ranks.SampledSignFlip;
import lab.harmony.stats.ranks.SignFlip;
import lab.harmony.stats.ranks.Signs;
import lab.harmony.stats.ranks.Wilcoxon;
import lab.harmony.stats.rates.ClopperPearson;
import lab.harmony.stats.rates.ConfidenceSequence;
import lab.harmony.stats.rates.DesignEffect;
import lab.harmony.stats.rates.Wilson;
import lab.harmony.stats.resampling.BootstrapMean;
import lab.harmony.stats.resampling.Resamples;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Inputs at the edges: one thing, huge counts, all the same, a hundred thousand pairs.
@Tag("unit")
class StatisticsExtremesTest {

  private static final ConfidenceLevel LEVEL = ConfidenceLevel.PERCENT_95;
  private static final int HUGE = 1_000_000_000;
  private static final int MANY = 100_000;

  @Test
  void countsWhoseProductsAreBeyondAnIntHaveRightIntervals() {
    var table = new PairedTable(400_000_000, 1_000, 900, 400_000_000);
    var tango = Tango.of(table, LEVEL).orElseThrow();
    var newcombe = NewcombePaired.of(table, LEVEL).orElseThrow();
    // With so many pairs both are the normal interval, ±z·√(b + c - (b - c)²/n) / n.
    double half = LEVEL.z() * Math.sqrt(1_900) / table.pairs();
    assertThat(tango.interval().width() / 2).isCloseTo(half, within(half / 100));
    assertThat(newcombe.interval().width() / 2).isCloseTo(half, within(half / 100));
    var wilson = Wilson.of(new Proportion(HUGE / 2, HUGE), LEVEL).orElseThrow();
    assertThat(wilson.width()).isCloseTo(LEVEL.z() / Math.sqrt(HUGE), within(1e-9));
    var exact = ClopperPearson.of(new Proportion(HUGE / 2, HUGE), LEVEL).orElseThrow();
    assertThat(exact.width()).isCloseTo(wilson.width(), within(1e-8));
    assertThat(McNemar.of(HUGE, HUGE - 100_000).exact()).isBetween(0.02, 0.03);
    assertThat(McNemar.of(HUGE, 0).exact()).isPositive().isLessThan(1e-300);
  }

  @Test
  void whatCannotBeIsRefusedWithWhatCame() {
    assertThatThrownBy(() -> new PairedTable(HUGE, HUGE, HUGE, 0))
        .hasMessageContaining("1000000000, 1000000000, 1000000000 and 0");
    assertThatThrownBy(() -> new Proportion(4, 3)).hasMessageContaining("got 4 of 3");
    assertThatThrownBy(() -> new Proportion(-1, 3)).hasMessageContaining("got -1 of 3");
    assertThatThrownBy(() -> new ConfidenceLevel(1)).hasMessageContaining("got 1.0");
    assertThatThrownBy(() -> new ConfidenceLevel(Double.NaN)).hasMessageContaining("got NaN");
    assertThatThrownBy(() -> new Interval(0, Double.POSITIVE_INFINITY)).hasMessageContaining("Inf");
    assertThatThrownBy(() -> Answer.of(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> McNemar.of(-1, 2)).hasMessageContaining("got -1 and 2");
    assertThatThrownBy(() ->
            Correlation.of(
                Correlation.Kind.SPEARMAN, new double[] {1, Double.NaN}, new double[2], LEVEL))
        .hasMessageContaining("NaN");
    assertThatThrownBy(
            () -> PredictionPoweredMean.of(new double[2], new double[3], new double[2], LEVEL))
        .hasMessageContaining("got 3 and 2");
    assertThatThrownBy(() -> GwetAc1.of(new Ratings(List.of(List.of(1, 5))), List.of(0, 1)))
        .hasMessageContaining("got 5");
    assertThatThrownBy(() -> new AssignmentPlan(3, 4, 2, 101, 1)).hasMessageContaining("101 %");
  }

  @Test
  void oneThingHasAReasonInWordsWhereItHasNoValue() {
    assertThat(BootstrapMean.of(new int[] {2}, new Resamples.Drawn(99, 1), LEVEL).percentile())
        .isEqualTo(Answer.missing(Reason.TOO_FEW));
    assertThat(Correlation.of(Correlation.Kind.SPEARMAN, new double[1], new double[1], LEVEL).r())
        .isEqualTo(Answer.missing(Reason.NO_VARIATION));
    assertThat(Correlation.of(Correlation.Kind.SPEARMAN, new double[0], new double[0], LEVEL).r())
        .isEqualTo(Answer.missing(Reason.NO_DATA));
    assertThat(FleissKappa.of(List.of())).isEqualTo(Answer.missing(Reason.NO_PAIRS));
    assertThat(ConfidenceSequence.start(0.05).interval()).isEqualTo(new Interval(0, 1));
    assertThat(ConfidenceSequence.start(0.05).share()).isEqualTo(Answer.missing(Reason.NO_DATA));
    assertThat(DesignEffect.of(List.of(), LEVEL)).isEqualTo(Answer.missing(Reason.NO_DATA));
    assertThat(Reason.values()).allSatisfy(reason -> assertThat(reason.words()).isNotBlank());
  }

  @Test
  void aDifferenceTooSmallForAnyNumberOfPairsIsNone() {
    assertThat(PairsNeeded.of(0.2, 0.2 + 1e-12, 0.05, 0.8))
        .isEqualTo(Answer.missing(Reason.NO_DIFFERENCE));
    assertThat(PairsNeeded.of(-0.1, 0.2, 0.05, 0.8))
        .isEqualTo(Answer.missing(Reason.NOT_PROBABILITIES));
    var power = McNemarPower.of(0.11, 0.1, 0.05, McNemarPower.Test.EXACT).orElseThrow();
    assertThat(power.firstPairs(0.8, 300)).isEqualTo(Answer.missing(Reason.OUT_OF_REACH));
    var equal = McNemarPower.of(0.1, 0.1, 0.05, McNemarPower.Test.EXACT).orElseThrow();
    assertThat(equal.firstPairs(0.8, HUGE)).isEqualTo(Answer.missing(Reason.NO_DIFFERENCE));
    assertThat(equal.at(0).power()).isZero();
  }

  @Test
  @Timeout(60)
  void aHundredThousandPairsTakeAMoment() {
    var differences = new Random(5).ints(MANY, -3, 4).toArray();
    assertThat(SignFlip.exact(differences)).isEqualTo(Answer.missing(Reason.TOO_MANY));
    var started = System.nanoTime();
    var wilcoxon = Wilcoxon.of(differences, Wilcoxon.Zeros.PRATT);
    var typical = HodgesLehmann.of(differences, LEVEL).orElseThrow();
    var rows = Arrays.stream(differences).asDoubleStream().toArray();
    var others = new Random(6).ints(MANY, -3, 4).asDoubleStream().toArray();
    var spearman = Correlation.of(Correlation.Kind.SPEARMAN, rows, others, LEVEL);
    var kendall = Correlation.of(Correlation.Kind.KENDALL_TAU_B, rows, others, LEVEL);
    var sampled = SampledSignFlip.of(differences, new Signs.Drawn(999, 1)).orElseThrow();
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(20));
    assertThat(wilcoxon.exact()).isEqualTo(Answer.missing(Reason.TOO_MANY));
    double p = wilcoxon.normal().orElseThrow().p();
    assertThat(sampled.twoSidedP()).isCloseTo(p, within(0.15));
    assertThat(typical.estimate()).isCloseTo(0, within(0.5));
    assertThat(typical.ends().orElseThrow().achievedLevel()).isCloseTo(0.95, within(1e-4));
    assertThat(spearman.interval().orElseThrow().contains(0)).isTrue();
    assertThat(kendall.interval().orElseThrow().contains(0)).isTrue();
  }

  @Test
  void theNormalIntervalOfHodgesAndLehmannGoesOnWhereTheExactOneEnds() {
    var exact = ends(500);
    var normal = ends(501);
    assertThat(normal.achievedLevel()).isCloseTo(exact.achievedLevel(), within(1e-3));
    assertThat(normal.k()).isCloseTo(exact.k(), within(300L));
    assertThat(normal.interval().lower()).isCloseTo(exact.interval().lower(), within(3.0));
  }

  private static HodgesLehmann.Ends ends(int n) {
    return HodgesLehmann.of(IntStream.range(-n / 2, n - n / 2).toArray(), LEVEL)
        .orElseThrow()
        .ends()
        .orElseThrow();
  }

  @Test
  void aLongStreamKeepsItsIntervalAndItsPIsNeverZero() {
    var known = ConfidenceSequence.start(0.05);
    for (int outcome = 0; outcome < 20_000; outcome++) {
      known = known.then(outcome % 3 != 0);
    }
    assertThat(known.interval().contains(2 / 3.0)).isTrue();
    assertThat(known.running().orElseThrow().contains(2 / 3.0)).isTrue();
    assertThat(known.anytimeP()).isPositive().isLessThan(1e-200);
  }

  @Test
  void tiesWithoutBoundAreRefusedAlthoughTheItemsAreConnected() {
    var won = Preferences.of(List.of("A", "B"), new int[][] {{0, 4}, {0, 0}}, both(1));
    var refused = (BradleyTerry.Refused) BradleyTerry.of(won, BradleyTerry.TieRule.DAVIDSON, LEVEL);
    assertThat(refused.cause()).isEqualTo(BradleyTerry.Cause.TIES_WITHOUT_BOUND);
    assertThat(refused.words()).startsWith("No pair was won both ways");
    var apart = Preferences.of(List.of("A", "B"), new int[2][2], new int[2][2]);
    assertThat(
            ((BradleyTerry.Refused) BradleyTerry.of(apart, BradleyTerry.TieRule.HALF, LEVEL))
                .words())
        .endsWith("no common scale: A | B");
    assertThat(BradleyTerry.of(won, BradleyTerry.TieRule.HALF, LEVEL))
        .isInstanceOf(BradleyTerry.Fitted.class);
    var lostOnce = Preferences.of(List.of("A", "B"), new int[][] {{0, 4}, {1, 0}}, both(1));
    assertThat(BradleyTerry.of(lostOnce, BradleyTerry.TieRule.DAVIDSON, LEVEL))
        .isInstanceOf(BradleyTerry.Fitted.class);
  }

  private static int[][] both(int ties) {
    return new int[][] {{0, ties}, {ties, 0}};
  }

  @Test
  void hugeCountsAndManyItemsHaveStrengths() {
    var two = Preferences.of(List.of("A", "B"), new int[][] {{0, HUGE}, {1, 0}}, both(0));
    var fitted = (BradleyTerry.Fitted) BradleyTerry.of(two, BradleyTerry.TieRule.HALF, LEVEL);
    assertThat(fitted.differences().getFirst().difference())
        .isCloseTo(Math.log(HUGE), within(1e-6));
    int items = 40;
    var wins = new int[items][items];
    for (int i = 0; i < items; i++) {
      for (int j = 0; j < items; j++) {
        wins[i][j] = i == j ? 0 : 1 + Math.max(0, j - i);
      }
    }
    var names = IntStream.range(0, items).mapToObj(it -> "item " + it).toList();
    var many =
        (BradleyTerry.Fitted)
            BradleyTerry.of(
                Preferences.of(names, wins, new int[items][items]),
                BradleyTerry.TieRule.HALF,
                LEVEL);
    assertThat(many.strengths().stream().mapToDouble(BradleyTerry.Strength::logStrength).sum())
        .isCloseTo(0, within(1e-9));
    assertThat(many.strengths())
        .isSortedAccordingTo(
            Collections.reverseOrder(
                (one, other) -> Double.compare(one.logStrength(), other.logStrength())));
  }
}
