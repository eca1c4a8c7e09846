package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ModelsViewTest extends FullLab {

  @Test
  void theListShowsWhatEachModelIsAndNamesWhatIsNone() {
    open("models");
    awaitShown("doodle-base", "4.9 MB", "broken.safetensors");
  }

  @Test
  void theListIsNarrowedAndSaysWhenNothingFits() {
    open("models?kind=judge");
    awaitShown("doodle-parts", "1 of ");
    assertThat(shown()).doesNotContain("LoRA adapter in kohya naming");
    open("models?q=nobody-has-this");
    awaitShown("No model fits", "Show all models");
  }

  @Test
  void aModelShowsItsFacts() {
    open("models/doodle-base");
    awaitShown("doodle-base", "2aa9b49eaf", "Stable Diffusion 1.x");
  }

  @Test
  void aModelThatIsNotThereIsAnAddressWithNothing() {
    open("models/nobody");
    awaitShown("Nothing is at this address");
  }
}
