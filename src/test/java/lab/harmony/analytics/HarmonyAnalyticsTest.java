package lab.harmony.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.harmony.review.IntervalsOver;
import lab.harmony.review.SuccessRate;
import lab.harmony.review.marks.ChecklistItem;
import lab.harmony.review.marks.Verdict;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  /// Checked with scipy: ρ from `f_oneway` over the points of the prompts, the ends of the interval
  /// as roots of the quadratic, with Student's quantile of their number less one.
  @ParameterizedTest
  @CsvSource({
    "all, 0.21475648905517558, 0.5387718515138544, 16 prompts",
    "soft, 0.1500389891521495, 0.8499610108478505, 4 prompts",
    "stoic, 0.17957973216280557, 0.7852868579388771, 4 prompts",
    "energetic, 0.02221974729519672, 0.6377074770078681, 4 prompts",
    "melancholic, 0.06462107139427958, 0.7370031427825083, 4 prompts",
    "neutral, 0.25021357010973283, 0.8809485864595576, 4 prompts",
    "happy, 0.05478087556488404, 0.7185039406371592, 4 prompts",
    "sad, 0.13614488991660723, 0.8355157121086482, 4 prompts",
    "angry, 0.006959544373421784, 0.5411236059624103, 4 prompts",
    "soft × neutral, 0.27341587131445255, 0.970196888821633, 3 faces of one prompt",
    "soft × angry, 0, 0.7075982261787134, 3 faces of one prompt",
  })
  void theIntervalsOfTheBaselineAreOverPromptsWhichAreWordings(
      String group, double lower, double upper, String over) {
    var estimate = rates(baseline).get(group).estimate().orElseThrow();
    assertThat(estimate.interval().lower()).isCloseTo(lower, within(1e-12));
    assertThat(estimate.interval().upper()).isCloseTo(upper, within(1e-12));
    assertThat(estimate.basis().counted()).isEqualTo(over);
  }

  @Test
  void whoAsksForItGetsIntervalsOverPointsAndTheySaySo() {
    var overPoints =
        HarmonyAnalytics.of(
            SampleScores.baseline(), new ScoreSource.People(), IntervalsOver.POINTS);
    var neutral = rates(overPoints).get("neutral").estimate().orElseThrow();
    assertThat(neutral.interval().lower()).isCloseTo(0.44864459096605125, within(1e-12));
    assertThat(neutral.interval().upper()).isCloseTo(0.7521512693462897, within(1e-12));
    assertThat(neutral.basis().words()).isEqualTo("over 36 points");
    assertThat(overPoints.restOn()).startsWith("over points");
    assertThat(baseline.restOn())
        .isEqualTo("over faces or prompts or faces of one prompt, as each says");
    assertThat(baseline.designEffect()).isCloseTo(1.7511598481653303, within(1e-12));
  }

  @Test
  void severalSeedsOfAPromptMakeItsIntervalOneOverPrompts() {
    var rows = new ArrayList<ScoreRow>();
    for (var row : SampleScores.baseline()) {
      rows.add(row);
      rows.add(SampleScores.seeded(row, 43));
    }
    var twice = HarmonyAnalytics.of(rows);
    assertThat(twice.restOn()).isEqualTo("over prompts or faces of one prompt, as each says");
    var all = rates(twice).get("all").estimate().orElseThrow();
    assertThat(all.basis().words()).isEqualTo("over 16 prompts");
    // The second seed says the same as the first: it adds nothing.
    var once = rates(baseline).get("all").estimate().orElseThrow();
    assertThat(all.share()).isEqualTo(once.share());
    assertThat(all.interval().width()).isCloseTo(once.interval().width(), within(0.005));
    assertThat(twice.verdictShares().getFirst().estimate().basis().words())
        .isEqualTo("over 16 prompts");
  }

  @Test
  void aRateAndItsIntervalStayTheSameWhateverElseIsShown() {
    var all = rates(baseline);
    for (var archetype : List.of("soft", "stoic", "energetic", "melancholic")) {
      var only =
          rates(
              HarmonyAnalytics.of(
                  SampleScores.baseline().stream()
                      .filter(row -> row.archetype().equals(archetype))
                      .toList()));
      assertThat(only.get(archetype)).isEqualTo(all.get(archetype));
      assertThat(only.keySet().stream().filter(group -> group.startsWith(archetype + " × ")))
          .hasSize(4)
          .allSatisfy(cell -> assertThat(only.get(cell)).isEqualTo(all.get(cell)));
    }
    var more = new ArrayList<>(SampleScores.baseline());
    more.add(SampleScores.row("aloof", "happy", 3, false));
    more.add(SampleScores.row("soft", "angry", 3, true));
    var beside = rates(HarmonyAnalytics.of(more));
    assertThat(beside.get("soft")).isEqualTo(all.get("soft"));
    assertThat(beside.get("angry")).isEqualTo(all.get("angry"));
    assertThat(beside.get("soft × angry")).isEqualTo(all.get("soft × angry"));
  }

  private static Map<String, SuccessRate> rates(HarmonyAnalytics analytics) {
    var rates = new HashMap<String, SuccessRate>();
    rates.put("all", analytics.overall());
    Stream.of(analytics.byArchetype(), analytics.byEmotion(), analytics.byCell(), analytics.byCfg())
        .flatMap(List::stream)
        .forEach(rate -> rates.put(rate.label(), rate.success()));
    return rates;
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
    assertThat(analytics.overall().points()).isEqualTo(3);
    assertThat(analytics.overall().images()).isEqualTo(1);
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
    assertThat(none.overall().estimate()).isEmpty();
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
