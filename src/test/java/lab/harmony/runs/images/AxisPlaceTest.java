package lab.harmony.runs.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class AxisPlaceTest {

  @Test
  void aPlaceIsTheSameHoweverTheAxesLie() {
    var one =
        AxisPlace.of(
            ImageAxis.ARCHETYPE,
            "soft",
            ImageAxis.EMOTION,
            "happy",
            Optional.of(Map.entry(ImageAxis.CFG, "7")));
    var turned =
        AxisPlace.of(
            ImageAxis.CFG,
            "7",
            ImageAxis.ARCHETYPE,
            "soft",
            Optional.of(Map.entry(ImageAxis.EMOTION, "happy")));
    assertThat(turned).isEqualTo(one);
    assertThat(turned.toString()).isEqualTo("archetype=soft&emotion=happy&cfg=7");
    assertThat(turned.describe()).isEqualTo("soft, happy, CFG 7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a&b=c", "ä %/~", "", "<b>"})
  void whateverAValueIsItIsReadAsItWasWritten(String value) {
    var place = AxisPlace.of(ImageAxis.MODEL, value, ImageAxis.SEED, "42", Optional.empty());
    assertThat(AxisPlace.parse(place.toString())).contains(place);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "archetype=soft",
        "archetype=soft&archetype=hard",
        "colour=red&cfg=7",
        "archetype=%zz&cfg=7",
        "archetype=a&emotion=b&cfg=7&seed=1"
      })
  void whatIsNoPlaceIsNone(String text) {
    assertThat(AxisPlace.parse(text)).isEmpty();
  }
}
