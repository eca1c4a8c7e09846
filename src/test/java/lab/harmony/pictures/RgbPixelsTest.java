package lab.harmony.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class RgbPixelsTest {

  private static final int[] COLOURS = {
    0xff0000, 0x00ff00, 0x0000ff, 0x123456, 0xffffff, 0x000000,
  };

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_INT_BGR,
        BufferedImage.TYPE_3BYTE_BGR
      })
  void coloursAreThoseOfThePictureWhateverItsForm(int form) {
    var picture = new BufferedImage(3, 2, form);
    picture.setRGB(0, 0, 3, 2, opaque(), 0, 3);

    assertThat(RgbPixels.of(picture)).containsExactly(COLOURS);
  }

  @Test
  void aPartOfAPictureHasItsOwnColours() {
    var part = RgbPixels.picture(COLOURS, 3, 2).getSubimage(1, 0, 2, 2);

    assertThat(RgbPixels.of(part)).containsExactly(0x00ff00, 0x0000ff, 0xffffff, 0x000000);
  }

  @Test
  void whatIsWrittenStandsInThePictureAndWhatIsReadCanBeChangedWithoutIt() {
    var picture = RgbPixels.picture(COLOURS, 3, 2);
    RgbPixels.of(picture)[3] = 0;
    assertThat(picture.getRGB(0, 1)).isEqualTo(0xff123456);

    RgbPixels.write(new int[] {1, 2, 3}, 1, picture);
    assertThat(RgbPixels.of(picture)).containsExactly(0xff0000, 0x00ff00, 0x0000ff, 1, 2, 3);
  }

  private static int[] opaque() {
    var opaque = COLOURS.clone();
    for (int at = 0; at < opaque.length; at++) {
      opaque[at] |= 0xff000000;
    }
    return opaque;
  }
}
