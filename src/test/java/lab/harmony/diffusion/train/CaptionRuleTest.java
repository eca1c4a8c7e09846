package lab.harmony.diffusion.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class CaptionRuleTest {

  @Test
  void theFirstTagsStayAndTheOthersChangePlaces() {
    var rule = new CaptionRule(0, true, 2);
    var seen = new TreeSet<String>();
    var random = new SplittableRandom(1);
    for (int i = 0; i < 60; i++) {
      seen.add(rule.apply("girl, soft , smile,brows", random));
    }
    assertThat(seen).containsExactly("girl, soft, brows, smile", "girl, soft, smile, brows");
    assertThat(new CaptionRule(0, true, 9).apply("a, b", random)).isEqualTo("a, b");
  }

  @Test
  void withoutShufflingTheCaptionStaysAsItIsWritten() {
    var random = new SplittableRandom(1);
    assertThat(new CaptionRule(0, false, 0).apply("b ,a", random)).isEqualTo("b ,a");
    assertThat(new CaptionRule(1, true, 0).apply("b ,a", random)).isEmpty();
  }

  @Test
  void impossibleRulesAreRefused() {
    assertThatThrownBy(() -> new CaptionRule(1.5, false, 0)).hasMessageContaining("1.5");
    assertThatThrownBy(() -> new CaptionRule(0, true, -1)).hasMessageContaining("-1");
  }
}
