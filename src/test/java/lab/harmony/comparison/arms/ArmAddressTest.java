package lab.harmony.comparison.arms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.comparison.ArmAnswers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class ArmAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "baseline",
        "r261120-204501-k3f9q",
        "baseline:cfg=7.5",
        "baseline+base-models:model=doodle-base + lora-v2,seed=42",
        "baseline:archetype=a%2Cb%3Dc%25d",
        "soft:adapter.soft-v1=0.8,steps=20",
        "soft:phrase.soft smile%2C closed=with"
      })
  void isReadAsItIsWritten(String text) {
    assertThat(ArmAddress.parse(text).sources()).isNotEmpty();
    assertThat(ArmAddress.parse(ArmAddress.parse(text).toString()))
        .isEqualTo(ArmAddress.parse(text));
  }

  @Test
  void anyValueIsKept() {
    for (var value : List.of("100 %, a=b", "%2C", "=,=", "☃", "")) {
      var address =
          new ArmAddress(List.of("baseline"), Map.of("model", value, "phrase.a,b=c", value));
      assertThat(ArmAddress.parse(address.toString())).isEqualTo(address);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "A b",
        "../x",
        "baseline:",
        "baseline:cfg",
        "baseline:Nose=3",
        "a++b",
        "a:cfg=1,cfg=2"
      })
  void whatIsNoneIsSaid(String text) {
    assertThatThrownBy(() -> ArmAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"%s\"".formatted(text));
  }

  @Test
  void aQuestionNeedsTwoArmsThatAreNotTheSame() {
    var arm = ArmAddress.of("baseline");
    assertThatThrownBy(() -> new ArmAnswers.Question(arm, List.of(), Optional.empty()))
        .hasMessage("A comparison needs an arm and another one, got one.");
    assertThatThrownBy(() -> new ArmAnswers.Question(arm, List.of(arm), Optional.empty()))
        .hasMessage("A comparison needs arms that are not the same, got baseline twice.");
  }
}
