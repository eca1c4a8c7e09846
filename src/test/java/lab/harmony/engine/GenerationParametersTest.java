package lab.harmony.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import lab.harmony.diffusion.sampling.methods.Sampler;
import lab.harmony.recipe.AdapterUse;
import lab.harmony.recipe.FileUse;
import lab.harmony.recipe.Recipe;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
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

  @Test
  void quotesEverySignAsBefore() {
    assertThat(text("a girl", "", 7, "a,\t\u0001\u001f/é笑<'&>=\u2028\\"))
        .contains("Model: \"a,\\t\\u0001\\u001f/é笑<'&>=\\u2028\\\\\", ");
  }

  @ParameterizedTest
  @CsvSource({
    "Euler a, 'Sampler: Euler a, Schedule type: Automatic, '",
    "Euler trailing, 'Sampler: Euler, Schedule type: SGM Uniform, '",
    "UniPC exponential, 'Sampler: UniPC, Schedule type: Exponential, '"
  })
  void namesTheSamplerAndTheScheduleApart(String name, String written) {
    assertThat(text("a girl", "", 7, "doodle", Sampler.byName(name))).contains(written);
  }

  @Test
  void namesTheAdaptersWithTheirHashes() {
    var soft = AdapterUse.of("soft", "a".repeat(64));
    var sharp = AdapterUse.of("sharp", "b".repeat(64));
    assertThat(text("a girl", "", 7, "doodle", Sampler.DDIM, soft, sharp))
        .contains("Model: doodle, Lora hashes: \"soft: aaaaaaaaaa, sharp: bbbbbbbbbb\", RNG");
  }

  @Test
  void namesOfAdaptersStandInTheTextAsTheyAre() {
    var names = List.of("my lora v1.0 (final)", "d\u00e9tail", "soft, warm");
    var files =
        names.stream().map(name -> AdapterUse.of(name, "a".repeat(64))).toArray(AdapterUse[]::new);
    var prompt = "a girl <lora:my lora v1.0 (final):0.8>";
    assertThat(text(prompt, "", 7, "doodle", Sampler.DDIM, files))
        .startsWith(prompt + "\n")
        .contains(
            "Lora hashes: \"my lora v1.0 (final): aaaaaaaaaa, d\u00e9tail: aaaaaaaaaa, soft, warm:"
                + " aaaaaaaaaa\", RNG");
  }

  private static String text(String prompt, String negative, double guidance, String name) {
    return text(prompt, negative, guidance, name, Sampler.DPMPP_2M_KARRAS);
  }

  private static String text(
      String prompt,
      String negative,
      double guidance,
      String name,
      Sampler sampler,
      AdapterUse... adapters) {
    var recipe =
        new Recipe(
            new FileUse(name, "f".repeat(64)),
            Optional.empty(),
            List.of(adapters),
            Optional.empty(),
            Optional.empty(),
            1,
            sampler.displayName(),
            25,
            96,
            128,
            List.of(guidance),
            List.of());
    return new GenerationParameters(prompt, negative, 42, recipe).text();
  }
}
