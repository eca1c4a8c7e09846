package lab.harmony.runs.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunImage;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class MosaicsTest {
  private static final int RED = 0xffd02020;
  private static final int BLUE = 0xff2020d0;
  private static final int NOTHING = 0;

  @TempDir Path folder;
  private Thumbnails thumbnails;
  private Mosaics mosaics;

  @BeforeEach
  void begin() {
    thumbnails = new Thumbnails(new DataFolder(folder));
    mosaics = new Mosaics(thumbnails);
  }

  @Test
  void eachFaceIsItsThumbnailPixelByPixel() throws IOException {
    var faces = List.of(picture(200, 200, RED), picture(64, 64, BLUE), picture(128, 128, RED));

    var made = mosaics.of(faces.stream().map(Optional::of).toList(), 64);

    assertThat(made.whole()).isTrue();
    var mosaic = pixels(made);
    assertThat(mosaic.getWidth()).isEqualTo(3 * 64);
    assertThat(mosaic.getHeight()).isEqualTo(64);
    for (int at = 0; at < faces.size(); at++) {
      var thumbnail = ImageIO.read(thumbnails.file(faces.get(at), 64).toFile());
      assertThat(rgb(mosaic, at * 64, 64)).isEqualTo(rgb(thumbnail, 0, 64));
    }
  }

  @Test
  void whatIsNoSquareStandsInTheMiddleOfOne() throws IOException {
    var mosaic =
        pixels(
            mosaics.of(
                List.of(Optional.of(picture(256, 128, RED)), Optional.of(picture(64, 128, BLUE))),
                64));

    assertThat(mosaic.getRGB(32, 8)).isEqualTo(NOTHING);
    assertThat(mosaic.getRGB(2, 32)).isEqualTo(RED);
    assertThat(mosaic.getRGB(64 + 8, 32)).isEqualTo(NOTHING);
    assertThat(mosaic.getRGB(64 + 32, 2)).isEqualTo(BLUE);
  }

  @Test
  void nobodyGetsMorePixelsThanThereAreAndAllFacesAreOfOneSize() throws IOException {
    var mosaic =
        pixels(
            mosaics.of(
                List.of(
                    Optional.of(picture(32, 32, RED)),
                    Optional.of(picture(100, 100, BLUE)),
                    Optional.of(picture(25, 50, RED))),
                256));

    assertThat(mosaic.getWidth()).isEqualTo(300);
    assertThat(mosaic.getHeight()).isEqualTo(100);
    assertThat(mosaic.getRGB(1, 1)).isEqualTo(RED);
    assertThat(mosaic.getRGB(98, 98)).isEqualTo(RED);
    assertThat(mosaic.getRGB(101, 98)).isEqualTo(BLUE);
    assertThat(mosaic.getRGB(200 + 50, 98)).isEqualTo(RED);
    assertThat(mosaic.getRGB(200 + 20, 50)).isEqualTo(NOTHING);
  }

  @Test
  void whatIsNotThereOrCannotBeReadLeavesItsSquareEmpty() throws IOException {
    var broken = picture(100, 100, RED);
    Files.writeString(broken.file(), "no picture");

    var made =
        mosaics.of(
            List.of(Optional.empty(), Optional.of(picture(90, 90, BLUE)), Optional.of(broken)), 64);

    assertThat(made.whole()).isFalse();
    assertThat(pixels(made).getRGB(32, 32)).isEqualTo(NOTHING);
    assertThat(pixels(made).getRGB(64 + 32, 32)).isEqualTo(BLUE);
    assertThat(pixels(made).getRGB(128 + 32, 32)).isEqualTo(NOTHING);
  }

  private static BufferedImage pixels(Mosaics.Mosaic made) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(made.png()));
  }

  private static int[] rgb(BufferedImage image, int left, int size) {
    return image.getRGB(left, 0, size, size, null, 0, size);
  }

  /// Of one colour, so that nothing of it depends on how it is made smaller.
  private RunImage picture(int width, int height, int colour) throws IOException {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, colour);
      }
    }
    var file = folder.resolve("%d-%d-%h.png".formatted(width, height, colour));
    ImageIO.write(image, "png", file.toFile());
    return new RunImage(
        new ImageId(new RunId("r260101-000000-aaaaa"), 0),
        "baseline",
        "doodle-base",
        new MatrixPrompt("energetic", "happy", 7, 42, "a face", ""),
        file.getFileName().toString(),
        file,
        Sha256.of(file).hex(),
        width,
        height,
        Instant.EPOCH,
        Optional.empty());
  }
}
