package lab.harmony.blind.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lab.harmony.comparison.PictureMatches;
import lab.harmony.comparison.PictureMatches.Why;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class NotRatedTest {

  private static final Set<List<String>> TWINS = Set.of(List.of("base", "weight 0"));

  private static String nothing(int arms, Map<Why, Integer> leftOut, Optional<String> example) {
    var twins = leftOut.containsKey(Why.ALIKE) ? TWINS : Set.<List<String>>of();
    return NotRated.of(new PictureMatches(List.of(), leftOut, example, twins)).nothing(arms);
  }

  @Test
  void eachReasonIsSaidWhereOnePromptIsTheSameAndOthersAreWordedOtherwise() {
    assertThat(
            nothing(
                2,
                Map.of(Why.ALIKE, 2, Why.OTHER_WORDS, 94),
                Optional.of("soft × sad: wording \"sad\" and \"tears\"")))
        .startsWith("Nothing is left to rate. 2 pictures are left out, because two arms have")
        .contains("94 pictures are left out, because what other arms have there is worded")
        .contains("soft × sad: wording \"sad\" and \"tears\"");
    assertThat(nothing(2, Map.of(Why.ALIKE, 2, Why.ALONE, 3), Optional.empty()))
        .contains("3 pictures are left out, because not every arm has one for the same");
  }

  @Test
  void thatAllAreTheSameIsSaidWhereNothingElseIsTheReason() {
    assertThat(nothing(2, Map.of(Why.ALIKE, 2), Optional.empty()))
        .startsWith("The pictures of the arms are the same, pixel for pixel");
    assertThat(nothing(3, Map.of(Why.ALIKE, 3), Optional.empty()))
        .startsWith("base and weight 0 have the same pictures, pixel for pixel")
        .contains("Leave one of the two out");
    assertThat(nothing(2, Map.of(Why.OTHER_WORDS, 2), Optional.of("soft × sad: wording")))
        .startsWith("The arms are worded otherwise");
    assertThat(nothing(2, Map.of(Why.ALONE, 2), Optional.empty()))
        .startsWith("The arms share no archetype, emotion, CFG and seed.");
  }
}
