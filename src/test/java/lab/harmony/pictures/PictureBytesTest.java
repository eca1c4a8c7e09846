package lab.harmony.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import lab.harmony.TextsInPng;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PictureBytesTest {

  private static byte[] png(int colour) throws IOException {
    var image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    image.setRGB(3, 5, colour);
    var out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  @Test
  void whatStandsBesideThePictureIsNoneOfIt() throws IOException {
    var plain = png(0xff0000);
    var told = TextsInPng.with(plain, "harmony", "r261120-204501-k3f9q");
    assertThat(told).isNotEqualTo(plain);
    assertThat(PictureBytes.of(told)).isEqualTo(PictureBytes.of(plain));
    assertThat(PictureBytes.of(TextsInPng.with(plain, "harmony", "r261121-104501-k3f9q")))
        .isEqualTo(PictureBytes.of(told));
  }

  @Test
  void onePixelIsAnotherPicture() throws IOException {
    assertThat(PictureBytes.of(png(0xff0001))).isNotEqualTo(PictureBytes.of(png(0xff0000)));
  }

  @Test
  void whatIsNoPngIsTakenAsItIs() {
    var other = "not a picture".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThat(PictureBytes.of(other)).isEqualTo(other);
  }

  @Test
  void aFileThatIsCutIsAnotherThanTheWhole() throws IOException {
    var whole = png(0x00ff00);
    assertThat(PictureBytes.of(Arrays.copyOf(whole, whole.length - 30)))
        .isNotEqualTo(PictureBytes.of(whole));
  }
}
