package lab.harmony.doodle.drawing;

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
    for (DoodleArchetype archetype : DoodleArchetype.values()) {
      FaceDescription face =
          FaceDescription.coherent(archetype, DoodleEmotion.SAD, new SplittableRandom(11));
      FaceDescription again =
          FaceDescription.coherent(archetype, DoodleEmotion.SAD, new SplittableRandom(11));

      assertThat(pixels(FaceRenderer.draw(face))).isEqualTo(pixels(FaceRenderer.draw(again)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void changingTheMouthTouchesNothingButTheMouth(DoodleArchetype archetype) {
    BufferedImage smiling =
        plain(archetype, DoodleEmotion.NEUTRAL, DoodleEmotion.HAPPY, DoodleEmotion.NEUTRAL);
    BufferedImage snarling =
        plain(archetype, DoodleEmotion.NEUTRAL, DoodleEmotion.ANGRY, DoodleEmotion.NEUTRAL);

    assertThat(differingRows(smiling, snarling)).isSubsetOf(rows(86, 110)).hasSizeGreaterThan(8);
  }

  @ParameterizedTest
  @EnumSource
  void changingTheBrowsTouchesNothingButTheBrows(DoodleArchetype archetype) {
    BufferedImage worried =
        plain(archetype, DoodleEmotion.HAPPY, DoodleEmotion.HAPPY, DoodleEmotion.SAD);
    BufferedImage furrowed =
        plain(archetype, DoodleEmotion.HAPPY, DoodleEmotion.HAPPY, DoodleEmotion.ANGRY);

    assertThat(differingRows(worried, furrowed)).isSubsetOf(rows(44, 66)).hasSizeGreaterThan(8);
  }

  @ParameterizedTest
  @EnumSource
  void changingTheEyesTouchesNothingButTheEyes(DoodleArchetype archetype) {
    BufferedImage calm =
        plain(archetype, DoodleEmotion.NEUTRAL, DoodleEmotion.SAD, DoodleEmotion.SAD);
    BufferedImage crying =
        plain(archetype, DoodleEmotion.SAD, DoodleEmotion.SAD, DoodleEmotion.SAD);

    assertThat(differingRows(calm, crying)).isSubsetOf(rows(56, 104)).hasSizeGreaterThan(8);
  }

  private static BufferedImage plain(
      DoodleArchetype archetype, DoodleEmotion eyes, DoodleEmotion mouth, DoodleEmotion brows) {
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
