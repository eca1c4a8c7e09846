package lab.harmony.notebooks.citations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.results.ToldNumbers;
import lab.harmony.notebooks.results.ToldNumbers.Told;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ToldQuantitiesTest {

  private static final CellId BETTER = new CellId("better");

  private static ToldNumbers pairs(String arm, int number) {
    return new ToldNumbers(
        arm,
        "%s pairs",
        List.of(new Told("pairs", Map.of("arm", arm), List.of((double) number), 0, "%s", arm)));
  }

  private static Citation of(String arm) {
    return new Citation(BETTER, "pairs", Map.of("arm", arm));
  }

  @Test
  void whatIsCalledExactlySoIsMeantAndAPartOfANameWhereItIsTheOnlyOne() {
    var told =
        new ToldQuantities(
            List.of(
                pairs("doodle-base", 1),
                pairs("doodle-base + lora-v1", 2),
                pairs("doodle-anime + lora-v2", 3)));
    assertThat(told.of(of("doodle-base")).text()).isEqualTo("1");
    assertThat(told.of(of("doodle-base + lora-v1")).text()).isEqualTo("2");
    assertThat(told.of(of("lora-v1")).text()).isEqualTo("2");
    assertThat(told.of(of("doodle-anime")).text()).isEqualTo("3");
    assertThat(told.offers(BETTER)).hasSize(3);
    var several =
        new ToldQuantities(
            List.of(pairs("doodle-base + lora-v1", 2), pairs("doodle-base + lora-v2", 3)));
    assertThatThrownBy(() -> several.of(of("doodle-base")))
        .hasMessageContaining("it has several of doodle-base; name one");
  }

  @Test
  void whatCouldNotBeToldApartIsNotOfferedAndTheRestIs() {
    var told = new ToldQuantities(List.of(pairs("new", 1), pairs("new", 2), pairs("other", 3)));
    assertThat(told.offers(BETTER)).extracting(Offer::label).containsExactly("other");
  }
}
