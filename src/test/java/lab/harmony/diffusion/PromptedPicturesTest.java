package lab.harmony.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import lab.harmony.diffusion.prompt.AdapterTag;
import lab.harmony.diffusion.prompt.PromptSyntax;
import lab.harmony.diffusion.sampling.methods.Sampler;
import lab.harmony.diffusion.sampling.methods.Spaced;
import lab.harmony.diffusion.sampling.schedules.Spacing;
import lab.harmony.diffusion.weights.ModelException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What prompts, adapters and single files do to a picture.
@Tag("process")
class PromptedPicturesTest {

  private static StableDiffusion model;

  @BeforeAll
  static void open() {
    var set = Goldens.open();
    model =
        StableDiffusion.load(
            ModelSource.of(set.checkpoint())
                .withAdapters(Map.of("golden", set.folder().resolve("lora-kohya.safetensors"))));
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private static GenerationRequest request(String prompt, List<AdapterTag> adapters, int skip) {
    return new GenerationRequest(
        prompt, "lowres", PromptSyntax.WEIGHTED, skip, adapters, 7, 1, Sampler.EULER, 4, 64, 64);
  }

  private static float[] latents(String prompt) {
    return latents(request(prompt, List.of(), 1));
  }

  private static float[] latents(GenerationRequest request) {
    return model.latents(List.of(request), StepListener.SILENT).toArray();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a happy face:1.4), soft",
        "a [happy:angry:0.5] face, soft",
        "a [happy|angry] face, soft",
        "a happy face BREAK soft",
        "a happy face AND a soft girl :0.5"
      })
  void whatAPromptSaysBesideItsWordsMatters(String prompt) {
    assertThat(Goldens.distance(latents(prompt), latents("a happy face, soft"))).isPositive();
  }

  @Test
  void anEditBeforeTheFirstStepIsThePromptAfterIt() {
    assertThat(latents("a [happy:angry:0] face")).isEqualTo(latents("a angry face"));
  }

  @Test
  void aPictureIsTheSameAmongPicturesThatNeedMoreChunks() {
    var words = "soft happy face, ".repeat(40);
    var requests = List.of(request("a face", List.of(), 1), request(words, List.of(), 1));
    var images = model.generate(requests, StepListener.SILENT);
    assertThat(images).extracting(GeneratedImage::request).isEqualTo(requests);
    var alone = model.generate(requests.subList(0, 1), StepListener.SILENT).getFirst();
    assertThat(alone.image().getRGB(0, 0, 64, 64, null, 0, 64))
        .isEqualTo(images.getFirst().image().getRGB(0, 0, 64, 64, null, 0, 64));
  }

  @Test
  void anAdapterByRequestAndByPromptIsTheSameAndGoneAfterwards() {
    var plain = latents("a face");
    var byPrompt = latents("a face<lora:golden:0.7>");
    var byRequest = latents(request("a face", List.of(new AdapterTag("golden", 0.7, 0.7)), 1));
    assertThat(byRequest).isEqualTo(byPrompt);
    assertThat(Goldens.distance(byPrompt, plain)).isPositive();
    assertThat(latents("a face")).isEqualTo(plain);
  }

  @Test
  void anAdapterThatIsNotThereIsNamedWithThoseThatAre() {
    assertThatThrownBy(() -> latents("a face <lora:silver:1>"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("no adapter \"silver\"")
        .hasMessageContaining("golden");
  }

  @Test
  void clipSkipReadsAnotherLayer() {
    assertThat(Goldens.distance(latents(request("a face", List.of(), 2)), latents("a face")))
        .isPositive();
  }

  @Test
  void aSingleFileDrawsThePictureOfItsFolder() {
    try (var single =
        StableDiffusion.load(Goldens.open().folder().resolve("single-file.safetensors"))) {
      // A single file does not say which timesteps it was made for; its folder does.
      var spaced = new Spaced(Sampler.EULER, Spacing.LEADING);
      var request =
          new GenerationRequest(
              "a happy face, soft",
              "lowres",
              PromptSyntax.WEIGHTED,
              1,
              List.of(),
              7,
              1,
              spaced,
              4,
              64,
              64);
      assertThat(single.latents(List.of(request), StepListener.SILENT).toArray())
          .isEqualTo(latents(request));
    }
  }

  @Test
  void noArrayIsLeftBehindByAdaptersThatComeAndGo() {
    latents("a face<lora:golden:0.7>");
    latents("a face");
    var before = model.manager().getManagedArrays().size();
    latents("a face<lora:golden:0.3>");
    latents("a face<lora:golden:0.7>");
    latents("a face");
    assertThat(model.manager().getManagedArrays()).hasSize(before);
  }
}
