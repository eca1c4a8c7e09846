package lab.harmony.review.tags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class PictureTagTest {

  @Test
  void whatIsWrittenInDifferentWaysIsOneTag() {
    assertThat(PictureTag.of("  Odd   Hands ")).isEqualTo(new PictureTag("odd hands"));
    assertThat(PictureTag.of("Ünïcode 手 2")).hasToString("ünïcode 手 2");
    assertThat(PictureTag.in("odd hands")).contains(new PictureTag("odd hands"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "-a", "a,b", "<b>", "a\u202eb", "a\nb!", "a\u0000", "a/b"})
  void whatIsNoTagIsSaidAndInAnAddressIsNone(String written) {
    assertThatThrownBy(() -> PictureTag.of(written))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("letters, digits, blanks");
    assertThat(PictureTag.in(written)).isEmpty();
  }

  @Test
  void aTagHasSixtyLettersAtMost() {
    assertThat(PictureTag.in("a".repeat(60))).isPresent();
    assertThat(PictureTag.in("a".repeat(61))).isEmpty();
  }
}
