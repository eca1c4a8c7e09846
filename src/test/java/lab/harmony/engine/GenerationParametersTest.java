package lab.harmony.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import lab.harmony.diffusion.GenerationRequest;
import lab.harmony.diffusion.sampling.Sampler;
import org.junit.jupiter.api.Test;

class GenerationParametersTest {

  @Test
  void isWrittenAsOtherProgramsReadIt() {
    assertThat(text("a girl,\nsmiling", "lowres", 7, "doodle"))
        .isEqualTo(
            """
            a girl,
            smiling
            Negative prompt: lowres
            Steps: 25, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 7, Seed: 42, \
            Size: 96x128, Model hash: ffffffffff, Model: doodle, RNG: CPU, Version: Harmony Lab\
            """);
  }

  @Test
  void leavesOutAnEmptyNegativePromptAndQuotesWhatWouldConfuse() {
    assertThat(text("a girl", "", 7.5, "a: \"b\", c"))
        .startsWith("a girl\nSteps: 25, ")
        .contains("CFG scale: 7.5, ")
        .contains("Model: \"a: \\\"b\\\", c\", ");
  }

  private static String text(String prompt, String negative, double guidance, String name) {
    var request =
        new GenerationRequest(prompt, negative, guidance, 42, Sampler.DPMPP_2M_KARRAS, 25, 96, 128);
    var model = new EngineRequest.ModelFolder(Path.of("m"), name, "f".repeat(64));
    return new GenerationParameters(request, model).text();
  }
}
