package lab.harmony.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class AdditiveRatesTest {

  private static final int TABLES = 399;

  @Test
  void theOneCellThatFailsIsMarkedAndItsNeighboursAreNot() {
    var trials = filled(4, 4, 9);
    var reached = filled(4, 4, 7);
    reached[0][3] = 0;

    var cells = found(reached, trials).cells();

    var worst = cells.stream().min(Comparator.comparingDouble(AdditiveRates.Cell::p)).orElseThrow();
    assertThat(worst.row()).isZero();
    assertThat(worst.column()).isEqualTo(3);
    assertThat(worst.p()).isLessThan(0.05);
    assertThat(worst.residual()).isNegative();
    assertThat(worst.expected()).isBetween(2.5, 5.0);
    assertThat(cells.stream().filter(cell -> cell.p() <= 0.05)).hasSize(1);
  }

  @Test
  void ratesThatFollowRowAndColumnLeaveNothingOver() {
    var trials = filled(3, 3, 100);
    var reached = new int[3][3];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        reached[row][column] =
            (int) Math.round(100 / (1 + Math.exp(-(row - 1 + (column - 1) * 1.5))));
      }
    }

    assertThat(found(reached, trials).cells())
        .allSatisfy(cell -> {
          assertThat(cell.expected()).isCloseTo(cell.reached(), within(1.0));
          assertThat(cell.p()).isGreaterThan(0.9);
        });
  }

  @Test
  void rowsThatNeverSucceedAndCellsWithoutTrialsAreNoTrouble() {
    var trials = filled(3, 3, 6);
    trials[1][1] = 0;
    var reached = new int[][] {{0, 0, 0}, {6, 0, 5}, {6, 6, 6}};

    var cells = found(reached, trials).cells();

    assertThat(cells).hasSize(8);
    assertThat(cells).allMatch(cell -> Double.isFinite(cell.residual()) && cell.p() > 0.05);
  }

  @Test
  void oneRowHasNoInteraction() {
    assertThat(AdditiveRates.of(filled(1, 4, 1), filled(1, 4, 3), TABLES, 1))
        .isEqualTo(Answer.missing(Reason.TOO_FEW));
  }

  @Test
  void amongTablesWithoutInteractionOneOfTwentyAtMostIsMarked() {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    int marked = 0;
    for (int study = 0; study < 300; study++) {
      marked += isMarked(drawn(random, 0, 12), 12) ? 1 : 0;
    }
    assertThat(marked / 300.0).isLessThan(0.075); // 0.05 and two standard errors of 300 studies
  }

  @Test
  void aCellThatFailsIsFoundMoreOftenThanNot() {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(8);
    int marked = 0;
    for (int study = 0; study < 60; study++) {
      marked += isMarked(drawn(random, -5, 24), 24) ? 1 : 0;
    }
    assertThat(marked).isGreaterThan(40);
  }

  private static boolean isMarked(int[][] reached, int trials) {
    return AdditiveRates.of(reached, filled(4, 4, trials), 199, 3)
            instanceof Answer.Found(var rates)
        && rates.cells().stream().anyMatch(cell -> cell.p() <= 0.05);
  }

  /// Four rows and four columns of effects, so many trials a cell, the first cell changed.
  private static int[][] drawn(RandomGenerator random, double change, int trials) {
    var reached = new int[4][4];
    for (int row = 0; row < 4; row++) {
      for (int column = 0; column < 4; column++) {
        double logit = 1 + 0.5 * (row - 1.5) - 0.4 * (column - 1.5);
        double rate = 1 / (1 + Math.exp(-logit - (row + column == 0 ? change : 0)));
        for (int trial = 0; trial < trials; trial++) {
          reached[row][column] += random.nextDouble() < rate ? 1 : 0;
        }
      }
    }
    return reached;
  }

  private static AdditiveRates found(int[][] reached, int[][] trials) {
    return switch (AdditiveRates.of(reached, trials, TABLES, 1)) {
      case Answer.Found<AdditiveRates>(var rates) -> rates;
      case Answer.Missing<AdditiveRates>(var reason) -> throw new AssertionError(reason);
    };
  }

  private static int[][] filled(int rows, int columns, int value) {
    var filled = new int[rows][columns];
    for (var row : filled) {
      Arrays.fill(row, value);
    }
    return filled;
  }
}
