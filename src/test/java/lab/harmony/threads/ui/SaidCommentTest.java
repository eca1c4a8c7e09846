package lab.harmony.threads.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SaidCommentTest {

  @Test
  void aCommentThatCannotBeFormattedIsShownAsItWasWritten() {
    assertThat(
            SaidComment.orPlain(
                "a <b>b</b>",
                _ -> {
                  throw new IndexOutOfBoundsException("9");
                }))
        .isEqualTo("<pre>a &lt;b&gt;b&lt;/b&gt;</pre>");
  }

  @Test
  void aTextThatTurnsItsDirectionTurnsNothingBesideIt() {
    assertThat(
            SaidComment.html(
                "\u202Eevil **\u202Ebold** [good](https://example.org) `\u2066code` $\u202Ex$",
                Map.of()))
        .contains(
            "<bdi>\u202Eevil </bdi>",
            "<strong><bdi>\u202Ebold</bdi></strong>",
            ">good</a>",
            "<code><bdi>\u2066code</bdi></code>")
        .doesNotContain("<bdi>good", "<bdi>\u202Ex");
    assertThat(SaidComment.html("\u05E2\u05D3\u05D4 and \u200Fmarks", Map.of()))
        .as("what is read from right to left by itself")
        .doesNotContain("<bdi>");
  }

  @Test
  void aCommentThatPretendsToHoldAFoundPictureIsShownWithoutIt() {
    assertThat(SaidComment.html("Look: <img src=\"&#9;lab-picture:9\">", Map.of()))
        .contains("Look:", "[picture left out]")
        .doesNotContain("<img", "<pre");
  }
}
