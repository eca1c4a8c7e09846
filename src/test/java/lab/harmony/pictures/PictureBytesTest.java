package lab.harmony.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import lab.harmony.TextsInPng;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    var other = "not a picture".getBytes(StandardCharsets.UTF_8);
    assertThat(PictureBytes.of(other)).isEqualTo(other);
  }

  @Test
  void aFileThatIsCutIsAnotherThanTheWhole() throws IOException {
    var whole = png(0x00ff00);
    assertThat(PictureBytes.of(Arrays.copyOf(whole, whole.length - 30)))
        .isNotEqualTo(PictureBytes.of(whole));
  }

  /// EXIF of one directory, in which the orientation stands before a text.
  private static byte[] exif(int orientation, String text) {
    var said = text.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(38 + said.length)
        .putShort((short) 0x4d4d)
        .putShort((short) 42)
        .putInt(8)
        .putShort((short) 2)
        .putShort((short) 0x0112)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) orientation)
        .putShort((short) 0)
        .putShort((short) 0x010e)
        .putShort((short) 2)
        .putInt(said.length)
        .putInt(38)
        .putInt(0)
        .put(said)
        .array();
  }

  @Test
  void ofExifOnlyHowThePictureIsTurnedCounts() throws IOException {
    var plain = png(0xff0000);
    var upright = PictureBytes.of(TextsInPng.chunk(plain, "eXIf", exif(1, "soft girl, 12:03")));
    assertThat(upright).isEqualTo(PictureBytes.of(plain));
    var turned = PictureBytes.of(TextsInPng.chunk(plain, "eXIf", exif(6, "soft girl, 12:03")));
    assertThat(turned).isNotEqualTo(upright);
    assertThat(turned)
        .isEqualTo(PictureBytes.of(TextsInPng.chunk(plain, "eXIf", exif(6, "another time"))))
        .isNotEqualTo(PictureBytes.of(TextsInPng.chunk(plain, "eXIf", exif(3, "another time"))));
  }

  /// The same with its data in two chunks.
  private static byte[] cut(byte[] png) {
    var out = new ByteArrayOutputStream();
    out.write(png, 0, 8);
    for (var chunk : PngChunks.of(png)) {
      if (chunk.type().equals("IDAT")) {
        var data = new byte[chunk.data().remaining()];
        chunk.data().get(data);
        out.writeBytes(TextsInPng.chunk("IDAT", Arrays.copyOf(data, 10)));
        out.writeBytes(TextsInPng.chunk("IDAT", Arrays.copyOfRange(data, 10, data.length)));
      } else {
        out.write(png, chunk.start(), chunk.end() - chunk.start());
      }
    }
    return out.toByteArray();
  }

  @Test
  void howItsDataIsCutIsNoneOfAPicture(@TempDir Path folder) throws IOException {
    var plain = png(0xff0000);
    var cut = cut(plain);
    assertThat(ImageIO.read(new ByteArrayInputStream(cut)).getRGB(3, 5)).isEqualTo(0xffff0000);
    assertThat(cut).isNotEqualTo(plain);
    assertThat(PictureBytes.of(cut)).isEqualTo(PictureBytes.of(plain));
    var one = Files.write(folder.resolve("one.png"), plain);
    var other = Files.write(folder.resolve("other.png"), TextsInPng.with(cut, "harmony", "cut"));
    assertThat(PictureBytes.data(one)).isPositive().isEqualTo(PictureBytes.data(other));
    var none = Files.writeString(folder.resolve("none.png"), "not a picture");
    assertThat(PictureBytes.data(none)).isEqualTo(13);
    var half = Files.write(folder.resolve("half.png"), Arrays.copyOf(plain, 60));
    assertThat(PictureBytes.data(half)).isLessThan(PictureBytes.data(one));
  }
}
