package lab.harmony.doodle.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.prompts.MatrixSpec;
import lab.harmony.prompts.PromptLibrary;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class CaptionsTest {

  @Test
  void theFullCaptionIsThePromptOfTheShippedPortraitTemplate() {
    PromptLibrary library = PromptLibrary.load(Path.of("prompts"));
    var prompts =
        library
            .matrix(new MatrixSpec("portrait", List.of(), List.of(), List.of(7.0), List.of(1L)))
            .prompts();

    assertThat(prompts.stream().map(MatrixPrompt::prompt))
        .contains(
            Captions.full(DoodleArchetype.SOFT, DoodleEmotion.HAPPY),
            Captions.full(DoodleArchetype.STOIC, DoodleEmotion.NEUTRAL),
            Captions.full(DoodleArchetype.ENERGETIC, DoodleEmotion.ANGRY),
            Captions.full(DoodleArchetype.MELANCHOLIC, DoodleEmotion.SAD));
  }

  @Test
  void variedCaptionsKeepTheArchetype() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 50; i++) {
      assertThat(Captions.varied(DoodleArchetype.STOIC, DoodleEmotion.ANGRY, random))
          .contains("stoic");
    }
  }
}
