package lab.harmony.stats.cells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class BalancedSubsetTest {

  /// Orthogonal arrays that are known to exist.
  @ParameterizedTest
  @CsvSource({
    "2 2 2, 4",
    "2 2 2 2, 8",
    "3 3 3, 9",
    "3 3 3 3, 9",
    "4 4 4, 16",
    "5 5 5, 25",
    "4 2 2 2 2, 8",
    "3 3 3 2, 18",
    "6 3 2, 36",
    "8 6, 48",
  })
  void whereAnOrthogonalArrayExistsItIsFound(String axes, int count) {
    var subset = BalancedSubset.of(levels(axes), count, 1);
    assertThat(subset.places()).hasSize(count);
    assertThat(subset.isOrthogonal()).as("%s", Arrays.toString(subset.spread())).isTrue();
    assertThat(distinct(subset)).isEqualTo(count);
  }

  @ParameterizedTest
  @CsvSource({"8 5 6 3 4, 240", "12 8 5 3, 360", "7 4 2, 28", "5 4 3 2 2, 60", "24 24 3, 576"})
  void elsewhereEveryTwoValuesStandTogetherNearlyAsOften(String axes, int count) {
    var subset = BalancedSubset.of(levels(axes), count, 1);
    assertThat(distinct(subset)).isEqualTo(count);
    assertThat(subset.spread()[0]).isGreaterThan(0.7);
    assertThat(subset.spread()[1]).isLessThan(1.35);
  }

  @Test
  void itGrowsWithinWhatIsAskedForUntilAllIsTaken() {
    var subset = new BalancedSubset(new int[] {3, 4, 2}, 1);
    var fixed = new int[] {1, BalancedSubset.FREE, BalancedSubset.FREE};
    for (int at = 0; at < 8; at++) {
      var place = subset.next(fixed).orElseThrow();
      assertThat(place[0]).isEqualTo(1);
      assertThat(subset.has(place)).isFalse();
      subset.add(place);
      if (at == 3) {
        assertThat(subset.places().stream().map(one -> one[1]).distinct())
            .as("each value of the second axis once before one comes again")
            .hasSize(4);
      }
    }
    assertThat(subset.next(fixed)).isEmpty();
    assertThat(distinct(subset)).isEqualTo(8);
  }

  @Test
  void allPlacesAreAllCombinations() {
    assertThat(distinct(BalancedSubset.of(new int[] {3, 4, 2}, 24, 1))).isEqualTo(24);
    assertThatThrownBy(() -> BalancedSubset.of(new int[] {3, 4, 2}, 25, 1))
        .hasMessage("need 1 to 24 places, got 25");
    assertThat(BalancedSubset.combinations(new int[] {1 << 30, 1 << 30, 1 << 30}))
        .isEqualTo(Long.MAX_VALUE);
  }

  private static int[] levels(String axes) {
    return Arrays.stream(axes.split(" ")).mapToInt(Integer::parseInt).toArray();
  }

  private static int distinct(BalancedSubset subset) {
    return new HashSet<>(
            subset.places().stream()
                .map(place -> List.copyOf(Arrays.stream(place).boxed().toList()))
                .toList())
        .size();
  }
}
