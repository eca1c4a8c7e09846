package lab.harmony.stats.cells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import lab.harmony.stats.Answer;
import lab.harmony.stats.Reason;
import lab.harmony.stats.cells.AdditiveRates.RateCell;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class AdditiveRatesTest {

  private static final int TABLES = 299;
  private static final double LEVEL = 0.05;

  @Test
  void theOneCellThatFailsIsNamedAndNoneOfItsRowOrColumn() {
    for (int size : new int[] {3, 4, 5}) {
      var reached = filled(size, size, 20);
      reached[0][size - 1] = 4;

      var rates = found(reached, filled(size, size, 24));

      assertThat(rates.p()).isLessThan(0.02);
      assertThat(rates.apart())
          .singleElement()
          .satisfies(cell -> {
            assertThat(cell.row()).isZero();
            assertThat(cell.column()).isEqualTo(size - 1);
            assertThat(cell.expected()).as("as the others tell").isCloseTo(20, within(0.6));
          });
    }
  }

  @Test
  void ofTwoRowsItCannotBeToldWhichCellOfAColumnStandsApart() {
    var two = filled(2, 2, 20);
    two[0][1] = 4;
    assertThat(found(two, filled(2, 2, 24)).p()).isLessThan(0.02);
    assertThat(found(two, filled(2, 2, 24)).apart()).isEmpty();

    var three = filled(2, 3, 20);
    three[0][2] = 4;
    assertThat(found(three, filled(2, 3, 24)).p()).isLessThan(0.02);
    assertThat(found(three, filled(2, 3, 24)).apart()).isEmpty();
  }

  @Test
  void twoCellsThatStandApartAreBothNamed() {
    var reached = filled(5, 5, 20);
    reached[0][4] = 2;
    reached[3][1] = 4;

    assertThat(found(reached, filled(5, 5, 24)).apart())
        .extracting(RateCell::row, RateCell::column)
        .containsExactlyInAnyOrder(tuple(0, 4), tuple(3, 1));
  }

  @Test
  void ratesThatFollowRowAndColumnAreTold() {
    var reached = new int[3][3];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        reached[row][column] =
            (int) Math.round(100 / (1 + Math.exp(-(row - 1 + (column - 1) * 1.5))));
      }
    }

    assertThat(found(reached, filled(3, 3, 100)).p()).isGreaterThan(0.9);
  }

  @Test
  void rowsThatNeverSucceedAndCellsWithoutTrialsAreNoTrouble() {
    var trials = filled(3, 3, 6);
    trials[1][1] = 0;

    var rates = found(new int[][] {{0, 0, 0}, {6, 0, 5}, {6, 6, 6}}, trials);

    assertThat(rates.p()).isBetween(0.05, 1.0);
    assertThat(rates.apart()).isEmpty();
  }

  @Test
  void oneRowHasNoInteraction() {
    assertThat(AdditiveRates.of(filled(1, 4, 1), filled(1, 4, 3), TABLES, LEVEL, 1))
        .isEqualTo(Answer.missing(Reason.TOO_FEW));
  }

  private static AdditiveRates found(int[][] reached, int[][] trials) {
    return switch (AdditiveRates.of(reached, trials, TABLES, LEVEL, 1)) {
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
