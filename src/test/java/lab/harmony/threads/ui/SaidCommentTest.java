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
  void aCommentThatPretendsToHoldAFoundPictureIsShownWithoutIt() {
    assertThat(SaidComment.html("Look: <img src=\"&#9;lab-picture:9\">", Map.of()))
        .contains("Look:", "[picture left out]")
        .doesNotContain("<img", "<pre");
  }
}
