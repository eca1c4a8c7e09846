package lab.harmony.doodle;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("unit")
class FaceRendererTest {

  @Test
  void theSameSeedDrawsTheSamePixels() {
    for (Archetype archetype : Archetype.values()) {
      FaceDescription face =
          FaceDescription.coherent(archetype, Emotion.SAD, new SplittableRandom(11));
      FaceDescription again =
          FaceDescription.coherent(archetype, Emotion.SAD, new SplittableRandom(11));

      assertThat(pixels(FaceRenderer.draw(face))).isEqualTo(pixels(FaceRenderer.draw(again)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void changingTheMouthTouchesNothingButTheMouth(Archetype archetype) {
    BufferedImage smiling = plain(archetype, Emotion.NEUTRAL, Emotion.HAPPY, Emotion.NEUTRAL);
    BufferedImage snarling = plain(archetype, Emotion.NEUTRAL, Emotion.ANGRY, Emotion.NEUTRAL);

    assertThat(differingRows(smiling, snarling)).isSubsetOf(rows(86, 110)).hasSizeGreaterThan(8);
  }

  @ParameterizedTest
  @EnumSource
  void changingTheBrowsTouchesNothingButTheBrows(Archetype archetype) {
    BufferedImage worried = plain(archetype, Emotion.HAPPY, Emotion.HAPPY, Emotion.SAD);
    BufferedImage furrowed = plain(archetype, Emotion.HAPPY, Emotion.HAPPY, Emotion.ANGRY);

    assertThat(differingRows(worried, furrowed)).isSubsetOf(rows(44, 66)).hasSizeGreaterThan(8);
  }

  @ParameterizedTest
  @EnumSource
  void changingTheEyesTouchesNothingButTheEyes(Archetype archetype) {
    BufferedImage calm = plain(archetype, Emotion.NEUTRAL, Emotion.SAD, Emotion.SAD);
    BufferedImage crying = plain(archetype, Emotion.SAD, Emotion.SAD, Emotion.SAD);

    assertThat(differingRows(calm, crying)).isSubsetOf(rows(56, 104)).hasSizeGreaterThan(8);
  }

  private static BufferedImage plain(
      Archetype archetype, Emotion eyes, Emotion mouth, Emotion brows) {
    return FaceRenderer.draw(
        new FaceDescription(archetype, eyes, mouth, brows, FaceDescription.Details.PLAIN));
  }

  private static Set<Integer> rows(int from, int to) {
    return IntStream.range(from, to).boxed().collect(Collectors.toSet());
  }

  private static Set<Integer> differingRows(BufferedImage one, BufferedImage other) {
    Set<Integer> rows = new TreeSet<>();
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        if (one.getRGB(x, y) != other.getRGB(x, y)) {
          rows.add(y);
        }
      }
    }
    return rows;
  }

  private static int[] pixels(BufferedImage picture) {
    return picture.getRGB(
        0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
  }
}
