package lab.harmony.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class PersonNameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ada Lovelace",
        " Ada  Lovelace\t",
        "\u202eAda Lovelace\u202c",
        "\u2066Ada\u2069 Lovelace",
        "Ada\u200b Love\u00adlace",
        "\u200eAda\u200f\u061c Lovelace",
        "\ufeffAda\u00a0\u2003Lovelace",
        "A\u200cda Love\u200dlace",
        "Ada Lovelace\u3164",
        "\udb40\udc41Ada Lovelace"
      })
  void whatLooksAlikeIsOneName(String text) {
    assertThat(Person.name(text)).isEqualTo("Ada Lovelace");
    assertThat(PersonName.ofBefore(text)).isEqualTo("Ada Lovelace");
  }

  @ParameterizedTest
  @ValueSource(strings = {"می\u200cخواهم", "क्\u200dष", "Zoë", "李 明", "עדה", "O’Neil-Özgür"})
  void whatPeopleAreCalledStaysAsTheyWriteIt(String name) {
    assertThat(Person.name(name)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\u200b",
        "\u202e\u2069",
        "\u3164",
        "\u200d",
        "a\nb",
        "a\u0000",
        "a\u2028b",
        "a\ud800",
        "\ue000"
      })
  void whatNobodySeesOrNobodyCanBeCalledIsRefused(String text) {
    assertThatThrownBy(() -> Person.name(text)).isInstanceOf(IllegalArgumentException.class);
    assertThat(Person.isName(PersonName.ofBefore(text))).isTrue();
  }

  @Test
  void aNameThatIsTooLongIsCutOnlyWhereItWasKeptBefore() {
    assertThatThrownBy(() -> Person.name("x".repeat(201))).hasMessageContaining("got 201");
    assertThat(PersonName.ofBefore("x".repeat(201))).hasSize(200);
    assertThat(Person.name("\u200b".repeat(300) + "Ada")).isEqualTo("Ada");
  }
}
