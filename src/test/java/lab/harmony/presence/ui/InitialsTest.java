package lab.harmony.presence.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class InitialsTest {

  @Test
  void aNameIsTheFirstLettersOfItsFirstAndLastWord() {
    assertThat(Initials.of("Ada")).isEqualTo("A");
    assertThat(Initials.of("ada king lovelace")).isEqualTo("AL");
    assertThat(Initials.of("  Jean-Luc  ")).isEqualTo("JL");
    assertThat(Initials.of("-")).isEqualTo("?");
  }

  @Test
  void aLetterIsWhatPeopleSeeAsOne() {
    assertThat(Initials.of("e\u0301milie")).isEqualTo("E\u0301");
    assertThat(Initials.of("\uD83E\uDDD1\u200D\uD83D\uDE80 Astronaut"))
        .isEqualTo("\uD83E\uDDD1\u200D\uD83D\uDE80A");
    assertThat(Initials.of("\u7530\u4E2D")).isEqualTo("\u7530");
    assertThat(Initials.of("<img src=x>")).isEqualTo("<S");
  }
}
