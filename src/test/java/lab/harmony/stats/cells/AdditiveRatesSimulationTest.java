package lab.harmony.stats.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import lab.harmony.stats.Answer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Tables drawn from known rates: how often one is said to have an interaction that it has not.
@Tag("process")
class AdditiveRatesSimulationTest {

  private static final double LEVEL = 0.05;

  @Test
  void amongTablesWithoutInteractionOneOfTwentyAtMostIsSaidToHaveOne() {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    int said = 0;
    for (int study = 0; study < 300; study++) {
      said += rates(drawn(random, 0, 12), 12).p() <= LEVEL ? 1 : 0;
    }
    assertThat(said / 300.0).isLessThan(0.075); // 0.05 and two standard errors of 300 studies
  }

  @Test
  void besideOneCellThatStandsApartOthersAreRarelyNamed() {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(8);
    int right = 0;
    int wrong = 0;
    for (int study = 0; study < 100; study++) {
      for (var cell : rates(drawn(random, -4, 24), 24).apart()) {
        if (cell.row() + cell.column() == 0) {
          right++;
        } else {
          wrong++;
        }
      }
    }
    assertThat(right).isGreaterThan(70);
    assertThat(wrong).isLessThan(11); // 0.05 and two standard errors of 100 studies, and a little
  }

  private static AdditiveRates rates(int[][] reached, int trials) {
    return switch (AdditiveRates.of(reached, filled(4, 4, trials), 199, LEVEL, 3)) {
      case Answer.Found<AdditiveRates>(var rates) -> rates;
      case Answer.Missing<AdditiveRates>(var reason) -> throw new AssertionError(reason);
    };
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

  private static int[][] filled(int rows, int columns, int value) {
    var filled = new int[rows][columns];
    for (var row : filled) {
      Arrays.fill(row, value);
    }
    return filled;
  }
}
