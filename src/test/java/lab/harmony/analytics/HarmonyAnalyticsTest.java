package lab.harmony.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import lab.harmony.review.ChecklistItem;
import lab.harmony.review.SuccessRate;
import lab.harmony.review.Verdict;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class HarmonyAnalyticsTest {

  private final HarmonyAnalytics baseline = HarmonyAnalytics.of(SampleScores.baseline());

  @Test
  void theBaselineHasThePublishedVerdictShares() {
    assertThat(
            baseline.verdictShares().stream()
                .map(share ->
                    "%s %d %.1f %%"
                        .formatted(share.verdict().word(), share.images(), 100 * share.share())))
        .containsExactly("perfect 8 16.7 %", "acceptable 21 43.8 %", "broken 19 39.6 %");
  }

  @Test
  void theBaselineHasThePublishedSuccessRates() {
    assertThat(lines(baseline.byEmotion()))
        .containsExactly(
            "neutral 22/36 61 %", "happy 10/36 28 %", "sad 17/36 47 %", "angry 3/36 8 %");
    assertThat(lines(baseline.byArchetype()))
        .containsExactly(
            "soft 18/36 50 %", "stoic 17/36 47 %", "energetic 6/36 17 %", "melancholic 11/36 31 %");
  }

  @Test
  void everyCellOfTheBaselineRestsOnThreeFaces() {
    assertThat(baseline.byCell())
        .hasSize(16)
        .allSatisfy(cell -> assertThat(cell.success().images()).isEqualTo(3));
    assertThat(baseline.byCell().getFirst().label()).isEqualTo("soft × neutral");
  }

  @Test
  void theBaselineHasTheSixPublishedDeadCells() {
    assertThat(baseline.deadCells().stream().map(GroupRate::group))
        .containsExactly(
            new MatrixCell("soft", "angry"),
            new MatrixCell("energetic", "happy"),
            new MatrixCell("energetic", "sad"),
            new MatrixCell("energetic", "angry"),
            new MatrixCell("melancholic", "happy"),
            new MatrixCell("melancholic", "angry"));
  }

  @Test
  void theWeakestCellsComeFirst() {
    var weakest = baseline.weakestCells();
    assertThat(weakest.subList(0, 6)).containsExactlyInAnyOrderElementsOf(baseline.deadCells());
    assertThat(weakest.stream().map(cell -> cell.success().points())).isSorted();
  }

  @Test
  void ratesByCfgComeInAscendingOrder() {
    assertThat(baseline.byCfg().stream().map(GroupRate::label))
        .containsExactly("CFG 5", "CFG 7", "CFG 9");
    assertThat(baseline.byCfg().stream().mapToInt(rate -> rate.success().points()).sum())
        .isEqualTo(52);
  }

  @Test
  void anIntervalIsTheWilsonIntervalOfThePoints() {
    var interval = baseline.byEmotion().getFirst().success().interval().orElseThrow();
    assertThat(interval.lower()).isCloseTo(0.449, within(0.001));
    assertThat(interval.upper()).isCloseTo(0.752, within(0.001));
  }

  @Test
  void itemsOfOneFaceGoTogetherAndTheClusteredIntervalSaysSo() {
    assertThat(baseline.designEffect()).isBetween(1.5, 3.0);
    var neutral = baseline.byEmotion().getFirst();
    assertThat(neutral.clusteredInterval().orElseThrow().width())
        .isGreaterThan(neutral.success().interval().orElseThrow().width());
  }

  @Test
  void theChecklistItemThatFailsMostComesFirst() {
    var failures = baseline.checklistFailures();
    assertThat(failures.getFirst().item()).isEqualTo(ChecklistItem.BROWS_TENSION);
    assertThat(failures.stream().mapToInt(ItemFailure::failed).sum()).isEqualTo(144 - 52);
  }

  @Test
  void anIntendedConflictIsNeverAFailure() {
    var rows =
        List.of(
            SampleScores.row("soft", "happy", 3, false),
            SampleScores.row("soft", "happy", 0, true),
            SampleScores.row("stoic", "sad", 0, true));
    var analytics = HarmonyAnalytics.of(rows);
    assertThat(analytics.overall()).isEqualTo(new SuccessRate(3, 1));
    assertThat(analytics.intendedConflicts()).isEqualTo(2);
    assertThat(analytics.deadCells()).isEmpty();
    assertThat(
            analytics.verdictShares().stream()
                .filter(share -> share.verdict() == Verdict.BROKEN)
                .findFirst()
                .orElseThrow()
                .images())
        .isZero();
  }

  @Test
  void namesOutsideTheBaselineMatrixFollowInTheOrderTheyAppear() {
    var rows =
        Stream.of("tsundere", "soft", "aloof")
            .map(name -> SampleScores.row(name, "happy", 1, false))
            .toList();
    assertThat(HarmonyAnalytics.of(rows).byArchetype().stream().map(GroupRate::group))
        .containsExactly("soft", "tsundere", "aloof");
  }

  @Test
  void rowsWithPointsOnlyHaveNoChecklistFailuresAndNoCfgCurve() {
    var analytics = HarmonyAnalytics.of(List.of(SampleScores.row("soft", "happy", 2, false)));
    assertThat(analytics.checklistFailures()).isEmpty();
    assertThat(analytics.byCfg()).isEmpty();
  }

  @Test
  void withoutScoresThereAreNoRatesAndNothingBreaks() {
    var none = HarmonyAnalytics.of(List.of());
    assertThat(none.verdictShares()).isEmpty();
    assertThat(none.byCell()).isEmpty();
    assertThat(none.byCfg()).isEmpty();
    assertThat(none.overall().interval()).isEmpty();
    assertThat(none.overall().sentence()).isEqualTo("not scored yet (n = 0 images)");
  }

  private static List<String> lines(List<GroupRate<String>> rates) {
    return rates.stream()
        .map(rate ->
            "%s %d/%d %.0f %%"
                .formatted(
                    rate.label(),
                    rate.success().points(),
                    rate.success().possible(),
                    100 * rate.success().rate().orElseThrow()))
        .toList();
  }
}
