package lab.harmony.training.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import lab.harmony.prompts.MatrixPrompt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PinnedFaceNameTest {

  /// Names that were given stand in evaluations of people: never mend the one that is expected.
  @Test
  void aPinnedFaceKeepsItsNameWhateverItsClassIsCalled() {
    var prompt = new MatrixPrompt("energetic", "angry", 7.5, 42, "anime girl, angry", "blurry");

    assertThat(FixedPrompts.pinned(prompt)).isEqualTo("pin-afcc9e2a26");
    assertThat(
            FixedPrompts.pinned(
                new MatrixPrompt("energetic", "angry", 7.5, 42, "anime girl", ", angry blurry")))
        .isNotEqualTo(FixedPrompts.pinned(prompt));
  }
}
