package lab.harmony.comparison;

import static lab.harmony.comparison.ComparedFaces.compared;
import static lab.harmony.comparison.ComparedFaces.prompts;
import static lab.harmony.comparison.ComparedFaces.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import lab.harmony.stats.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Expected numbers are those of scipy: `binomtest`, likelihoods maximised by `minimize_scalar` for
/// Tango's interval, all signs one after the other, and the power counted over `binom.pmf`.
@Tag("unit")
class ComparisonsTest {

  @Test
  void aDifferenceThatIsShownIsSaidWithItsIntervalAndP() {
    var comparison = compared(table(20, 14, 3, 11));
    var numbers = comparison.numbers().orElseThrow();
    assertThat(numbers.success().p()).isCloseTo(0.012725830078125, within(1e-12));
    var interval = numbers.success().interval().orElseThrow();
    assertThat(interval.lower()).isCloseTo(0.06729357394025892, within(1e-6));
    assertThat(interval.upper()).isCloseTo(0.38681519248737073, within(1e-6));
    assertThat(comparison.sentence())
        .isEqualTo(
            "Shown: new has more perfect faces than old, by 23 percentage points (95 % interval"
                + " 7 to 39); p = 0.013, 48 pairs.");
    assertThat(comparison.verdict()).isInstanceOf(ComparisonVerdict.Better.class);
    assertThat(comparison.decidedBy()).isEqualTo("model or adapters");
  }

  @Test
  void theSameTheOtherWayRoundIsWorse() {
    var comparison = compared(table(20, 3, 14, 11));
    assertThat(comparison.sentence())
        .isEqualTo(
            "Shown: new has fewer perfect faces than old, by 23 percentage points (95 % interval"
                + " 7 to 39); p = 0.013, 48 pairs.");
    assertThat(comparison.verdict()).isInstanceOf(ComparisonVerdict.Worse.class);
  }

  @Test
  void whatIsNotShownSaysWhatCouldBeAndHowManyPairsMoreWouldDo() {
    var comparison = compared(table(20, 9, 4, 15));
    assertThat(comparison.numbers().orElseThrow().success().p())
        .isCloseTo(0.266845703125, within(1e-12));
    assertThat(comparison.sentence())
        .isEqualTo(
            "Not shown: 48 pairs can only show differences above 21 percentage points; about 158"
                + " more pairs would do.");
    assertThat(comparison.verdict())
        .isInstanceOfSatisfying(
            ComparisonVerdict.NotShown.class,
            it -> assertThat(it.detectable()).isCloseTo(0.21124799665344093, within(2e-7)));
  }

  @Test
  void noDifferenceCannotBePlannedFor() {
    assertThat(compared(table(20, 5, 5, 18)).sentence())
        .endsWith("both were as often perfect, so no number of pairs can be planned for.");
    assertThat(compared(table(400, 21, 20, 18)).sentence())
        .endsWith("for the difference that was seen even 2000 pairs would be too few.");
  }

  @Test
  void fivePairsAreTooFewWhateverTheyAreLike() {
    assertThat(compared(table(0, 5, 0, 0)).sentence())
        .isEqualTo("Too few: 5 pairs can show nothing; at least 6 prompts are needed.");
    assertThat(compared(table(0, 6, 0, 0)).verdict()).isInstanceOf(ComparisonVerdict.Better.class);
  }

  @Test
  void withoutAPairItSaysWhy() {
    var arms = table(1, 1, 1, 1);
    var elsewhere =
        ComparedFaces.arm(
            "other",
            ComparedFaces.face(ComparedFaces.place("elsewhere", 1, "x"), ComparedFaces.points(3)));
    assertThat(compared(List.of(elsewhere, arms.getFirst())).sentence())
        .isEqualTo("No pairs: the two have no prompt and seed in common.");
    var unscored =
        ComparedFaces.arm(
            "other",
            ComparedFaces.face(ComparedFaces.place("prompt0", 42, "x"), new ArmScore.Unscored()));
    assertThat(compared(List.of(unscored, arms.getFirst())).sentence())
        .isEqualTo("No pairs: no two faces of one prompt and seed are both scored by people.");
    assertThat(compared(List.of(ComparedFaces.arm("none"), arms.getFirst())).sentence())
        .isEqualTo("No pairs: none has no face.");
  }

  @Test
  void theSeedsOfAPromptAreNoIndependentWitnesses() {
    var comparison =
        compared(
            prompts(
                new int[] {1, 1, 0},
                new int[] {1, 0, 0},
                new int[] {0, 0, 0},
                new int[] {1, 1, 1},
                new int[] {0, 0, -1},
                new int[] {1, 0, 0},
                new int[] {1, 1, 0},
                new int[] {0, 0, 0}));
    var success = comparison.numbers().orElseThrow().success();
    assertThat(success.difference()).isCloseTo(8 / 24.0, within(1e-12));
    // Taken as independent, the 24 pairs would have p = 0.021.
    assertThat(success.p()).isCloseTo(0.125, within(1e-12));
    assertThat(success.interval().orElseThrow().contains(8 / 24.0)).isTrue();
    assertThat(comparison.sentence()).startsWith("Not shown: 24 pairs of 8 prompts can only");
  }

  @Test
  void promptsThatAreAllAlikeCountAsOnePairEach() {
    var alike = IntStream.range(0, 8).mapToObj(_ -> new int[] {1, 1, 1, 1}).toArray(int[][]::new);
    var success = compared(prompts(alike)).numbers().orElseThrow().success();
    assertThat(success.p()).isEqualTo(2 / 256.0);
    assertThat(success.interval().orElseThrow().upper()).isEqualTo(1);
    // Tango's of 8 pairs that all went one way: (8 - z²) / (8 + z²).
    assertThat(success.interval().orElseThrow().lower()).isCloseTo(0.35118487, within(1e-8));
    var few = IntStream.range(0, 3).mapToObj(_ -> new int[] {1, 1}).toArray(int[][]::new);
    assertThat(compared(prompts(few)).numbers().orElseThrow().success().interval().whyMissing())
        .contains(Reason.TOO_FEW);
  }

  @Test
  void whereSeedsAreAlikeMoreOfThemWouldNotDo() {
    var comparison =
        compared(
            prompts(
                new int[] {1, 1, 1},
                new int[] {-1, -1, -1},
                new int[] {1, 1, 1},
                new int[] {0, 0, 0},
                new int[] {1, 1, 1},
                new int[] {-1, -1, -1},
                new int[] {1, 1, 1},
                new int[] {0, 0, 0}));
    assertThat(comparison.sentence())
        .contains("more pairs would do, of other prompts: more seeds of these would not");
  }

  @Test
  void amongSeveralTheyAreHolmsP() {
    var baseline = scored("old", 23, 0);
    var all =
        Comparisons.of(
                baseline,
                List.of(scored("one", 20, 14), scored("two", 19, 13), scored("three", 15, 9)))
            .all();
    var p = all.stream().mapToDouble(it -> it.numbers().orElseThrow().success().p()).toArray();
    assertThat(all.get(0).numbers().orElseThrow().successP())
        .isCloseTo(3 * p[0], within(1e-12))
        .isLessThan(0.05);
    assertThat(all.get(0).sentence()).contains("p = 0.038 among 3 comparisons");
    assertThat(p[1]).isLessThan(0.05);
    assertThat(all.get(1).verdict()).isInstanceOf(ComparisonVerdict.NotShown.class);
  }

  /// Of 48 prompts, so many of the first 23 are perfect, and so many of the others.
  private static Arm scored(String name, int ofFirst, int ofOthers) {
    return ComparedFaces.arm(
        name,
        IntStream.range(0, 48)
            .mapToObj(at ->
                ComparedFaces.face(
                    ComparedFaces.place("prompt" + at, 42, name),
                    ComparedFaces.points(at < ofFirst || 23 <= at && at < 23 + ofOthers ? 3 : 1)))
            .toList());
  }

  @Test
  void theSameFacesGiveTheSameNumbers() {
    var arms =
        prompts(
            new int[] {1, 1, 0},
            new int[] {1, 0, 0},
            new int[] {0, -1, 0},
            new int[] {1, 1, 1},
            new int[] {0, 0, -1},
            new int[] {1, 0, 0});
    assertThat(compared(arms)).isEqualTo(compared(arms));
    assertThat(compared(arms).numbers().orElseThrow().points().interval())
        .isEqualTo(compared(arms).numbers().orElseThrow().points().interval());
  }

  @Test
  void pointsAreSaidBesideWithStudentsInterval() {
    // R: t.test(c(2, 2, 2, -1, 0, 0)): mean 0.8333, 95 % interval -0.5610 to 2.2276
    var points = compared(table(1, 3, 1, 1)).numbers().orElseThrow().points();
    assertThat(points.better()).isEqualTo(3);
    assertThat(points.same()).isEqualTo(2);
    assertThat(points.worse()).isEqualTo(1);
    assertThat(points.difference()).isCloseTo(5 / 6.0, within(1e-12));
    assertThat(points.interval().orElseThrow().lower()).isCloseTo(-0.5610, within(2e-3));
    assertThat(points.p()).isCloseTo(0.25, within(1e-12));
  }
}
