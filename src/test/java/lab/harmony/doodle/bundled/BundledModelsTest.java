package lab.harmony.doodle.bundled;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import lab.harmony.diffusion.GenerationRequest;
import lab.harmony.diffusion.StableDiffusion;
import lab.harmony.diffusion.prompt.PromptSyntax;
import lab.harmony.diffusion.sampling.methods.Sampler;
import lab.harmony.doodle.drawing.Captions;
import lab.harmony.doodle.drawing.DoodleArchetype;
import lab.harmony.doodle.drawing.DoodleEmotion;
import lab.harmony.doodle.drawing.FaceDescription;
import lab.harmony.doodle.drawing.FaceRenderer;
import lab.harmony.vision.FaceReading;
import lab.harmony.vision.PartsClassifier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The models that ship with the program, as they are.
@Tag("process")
class BundledModelsTest {

  private static final Path MODELS = Path.of("src/main/resources/lab/harmony/models");

  @Test
  void thePartsClassifierReadsHeldOutDrawings() throws IOException {
    SplittableRandom random = new SplittableRandom(20_260_102);
    List<FaceDescription> faces = new ArrayList<>();
    List<BufferedImage> drawings = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      FaceDescription face = Drawings.any(random);
      faces.add(face);
      drawings.add(FaceRenderer.draw(face));
    }
    int eyes = 0;
    int mouth = 0;
    int brows = 0;
    try (PartsClassifier judge = PartsClassifier.load(MODELS.resolve("doodle-parts"))) {
      List<FaceReading> readings = judge.read(drawings);
      for (int i = 0; i < faces.size(); i++) {
        eyes += readings.get(i).eyes().emotion().equals(faces.get(i).eyes().word()) ? 1 : 0;
        mouth += readings.get(i).mouth().emotion().equals(faces.get(i).mouth().word()) ? 1 : 0;
        brows += readings.get(i).brows().emotion().equals(faces.get(i).brows().word()) ? 1 : 0;
      }
    }

    assertThat(eyes / 400.0).as("eyes").isGreaterThanOrEqualTo(0.95);
    assertThat(mouth / 400.0).as("mouth").isGreaterThanOrEqualTo(0.95);
    assertThat(brows / 400.0).as("brows").isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void thePartsClassifierReadsLargerPicturesToo() throws IOException {
    BufferedImage large =
        PicturesInRows.of(
            List.of(
                FaceRenderer.draw(
                    FaceDescription.coherent(
                        DoodleArchetype.STOIC, DoodleEmotion.ANGRY, new SplittableRandom(4)))),
            1,
            3);
    try (PartsClassifier judge = PartsClassifier.load(MODELS.resolve("doodle-parts"))) {
      FaceReading reading = judge.read(large);

      assertThat(reading.mouth().emotion()).isEqualTo("angry");
      assertThat(reading.mouth().probability()).isBetween(0.25, 1.0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"doodle-base", "doodle-anime"})
  void theDiffusionModelsDrawFacesOfTheirOwnSize(String name) {
    try (StableDiffusion model = StableDiffusion.load(MODELS.resolve(name))) {
      assertThat(model.nativeSize()).isEqualTo(FaceRenderer.SIZE);

      var pictures =
          model.generate(
              List.of(request("portrait of a soft anime girl, happy expression", 1)),
              (_, _) -> true);

      assertThat(pictures.getFirst().image().getWidth()).isEqualTo(FaceRenderer.SIZE);
    }
  }

  @Test
  void doodleAnimeTellsTheEmotionsItIsAskedFor() throws IOException {
    int right = 0;
    try (StableDiffusion model = StableDiffusion.load(MODELS.resolve("doodle-anime"));
        PartsClassifier judge = PartsClassifier.load(MODELS.resolve("doodle-parts"))) {
      List<GenerationRequest> requests = new ArrayList<>();
      for (DoodleEmotion emotion : DoodleEmotion.values()) {
        requests.add(request(Captions.full(DoodleArchetype.STOIC, emotion), 5));
      }
      var pictures = model.generate(requests, (_, _) -> true);
      for (int i = 0; i < pictures.size(); i++) {
        String asked = DoodleEmotion.values()[i].word();
        FaceReading reading = judge.read(pictures.get(i).image());
        right += reading.eyes().emotion().equals(asked) ? 1 : 0;
        right += reading.mouth().emotion().equals(asked) ? 1 : 0;
        right += reading.brows().emotion().equals(asked) ? 1 : 0;
      }
    }

    assertThat(right).as("parts of 12 that tell the emotion asked for").isGreaterThanOrEqualTo(10);
  }

  private static GenerationRequest request(String prompt, long seed) {
    return new GenerationRequest(
        prompt,
        "",
        PromptSyntax.WEIGHTED,
        1,
        List.of(),
        7,
        seed,
        Sampler.DPMPP_2M_KARRAS,
        20,
        FaceRenderer.SIZE,
        FaceRenderer.SIZE);
  }
}
