package lab.harmony.doodle;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import lab.harmony.vision.FaceReading;
import lab.harmony.vision.PartsClassifier;
import org.junit.jupiter.api.Test;

/// The models that ship with the program, as they are.
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
        ContactSheet.of(
            List.of(
                FaceRenderer.draw(
                    FaceDescription.coherent(
                        Archetype.STOIC, Emotion.ANGRY, new SplittableRandom(4)))),
            1,
            3);
    try (PartsClassifier judge = PartsClassifier.load(MODELS.resolve("doodle-parts"))) {
      FaceReading reading = judge.read(large);

      assertThat(reading.mouth().emotion()).isEqualTo("angry");
      assertThat(reading.mouth().probability()).isBetween(0.25, 1.0);
    }
  }
}
