package lab.harmony.blind.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import lab.harmony.blind.results.rated.Judgement;
import lab.harmony.blind.results.rated.Rated;
import lab.harmony.blind.results.rated.RatedUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What raters together said of one picture of several.
@Tag("unit")
class BlindVerdictTest {

  private static final RatedUnit FOUR = RatedFaces.unit(0, 0, 0, 1, 2, 3);
  private static final RatedUnit THREE = RatedFaces.unit(1, 1, 0, 1, 2);

  @Test
  void ofAnOrderOfFourTheUpperTwoArePreferredAndTheLowerTwoAreNot() {
    assertThat(verdicts(4, ordered(0, FOUR, 2, 0, 3, 1)))
        .containsExactly(
            BlindVerdict.PREFERRED,
            BlindVerdict.NOT_PREFERRED,
            BlindVerdict.PREFERRED,
            BlindVerdict.NOT_PREFERRED);
  }

  @Test
  void ofAnOrderOfThreeTheMiddleOneIsEven() {
    assertThat(verdicts(3, ordered(0, THREE, 1, 2, 0)))
        .containsExactly(BlindVerdict.NOT_PREFERRED, BlindVerdict.PREFERRED, BlindVerdict.EVEN);
  }

  @Test
  void equalOnesOfAnOrderPreferNeither() {
    var said =
        RatedFaces.of(0, FOUR, new Judgement.Order(List.of(List.of(3), List.of(0, 1), List.of(2))));
    assertThat(verdicts(4, said))
        .containsExactly(
            BlindVerdict.EVEN,
            BlindVerdict.EVEN,
            BlindVerdict.NOT_PREFERRED,
            BlindVerdict.PREFERRED);
  }

  @Test
  void severalRatersAreCountedTogetherAndOppositeOrdersMakeAllEven() {
    assertThat(verdicts(4, ordered(0, FOUR, 0, 1, 2, 3), ordered(1, FOUR, 3, 2, 1, 0)))
        .containsOnly(BlindVerdict.EVEN);
    assertThat(
            verdicts(
                3,
                ordered(0, THREE, 0, 1, 2),
                ordered(1, THREE, 1, 0, 2),
                ordered(2, THREE, 1, 2, 0)))
        .as("the second once second and twice first")
        .containsExactly(BlindVerdict.EVEN, BlindVerdict.PREFERRED, BlindVerdict.NOT_PREFERRED);
  }

  @Test
  void whoCannotTellOrTakesItAsMeantPrefersNothing() {
    var cannot = RatedFaces.of(1, FOUR, new Judgement.CannotTell());
    assertThat(verdicts(4, cannot)).containsOnly(BlindVerdict.CANNOT_TELL);
    var order = ordered(0, FOUR, 0, 1, 2, 3);
    var meant =
        new Rated(2, 0, false, FOUR, order.sides(), order.judgement(), true, order.milliseconds());
    assertThat(verdicts(4, cannot, meant)).containsOnly(BlindVerdict.INTENDED);
    assertThat(verdicts(4, cannot, meant, ordered(0, FOUR, 3, 2, 1, 0)))
        .containsExactly(
            BlindVerdict.NOT_PREFERRED,
            BlindVerdict.NOT_PREFERRED,
            BlindVerdict.PREFERRED,
            BlindVerdict.PREFERRED);
  }

  /// @param places the best first
  private static Rated ordered(int rater, RatedUnit unit, int... places) {
    return RatedFaces.of(
        rater,
        unit,
        new Judgement.Order(IntStream.of(places).mapToObj(place -> List.of(place)).toList()));
  }

  private static List<BlindVerdict> verdicts(int arms, Rated... said) {
    Collection<Rated> all = List.of(said);
    return IntStream.range(0, arms).mapToObj(arm -> BlindVerdict.ofComparisons(all, arm)).toList();
  }
}
