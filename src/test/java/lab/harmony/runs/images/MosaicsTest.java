package lab.harmony.runs.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
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

    var mosaic = pixels(mosaics.of(faces, 64));

    assertThat(mosaic.getWidth()).isEqualTo(3 * 64);
    assertThat(mosaic.getHeight()).isEqualTo(64);
    for (int at = 0; at < faces.size(); at++) {
      var thumbnail = ImageIO.read(thumbnails.file(faces.get(at), 64).toFile());
      assertThat(rgb(mosaic, at * 64, 64)).isEqualTo(rgb(thumbnail, 0, 64));
    }
  }

  @Test
  void whatIsNoSquareStandsInTheMiddleOfOne() throws IOException {
    var mosaic = pixels(mosaics.of(List.of(picture(256, 128, RED), picture(64, 128, BLUE)), 64));

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
                List.of(picture(32, 32, RED), picture(100, 100, BLUE), picture(25, 50, RED)), 256));

    assertThat(mosaic.getWidth()).isEqualTo(300);
    assertThat(mosaic.getHeight()).isEqualTo(100);
    assertThat(mosaic.getRGB(1, 1)).isEqualTo(RED);
    assertThat(mosaic.getRGB(98, 98)).isEqualTo(RED);
    assertThat(mosaic.getRGB(101, 98)).isEqualTo(BLUE);
    assertThat(mosaic.getRGB(200 + 50, 98)).isEqualTo(RED);
    assertThat(mosaic.getRGB(200 + 20, 50)).isEqualTo(NOTHING);
  }

  @Test
  void withOneThatCannotBeReadThereIsNone() throws IOException {
    var good = picture(60, 60, BLUE);
    var broken = picture(100, 100, RED);
    Files.writeString(broken.file(), "no picture");
    assertThat(mosaics.of(List.of(good, broken), 64)).isEmpty();
    assertThat(mosaics.of(List.of(good), 64)).isPresent();
  }

  @Test
  void aFileThatIsCutOffIsNotShownHalf() throws IOException {
    var cut = picture(64, 64, RED);
    var bytes = Files.readAllBytes(cut.file());
    Files.write(cut.file(), Arrays.copyOf(bytes, bytes.length * 2 / 3));
    assertThat(mosaics.of(List.of(cut), 64)).isEmpty();
  }

  @Test
  void aFileThatBecameLargerThanItsRunWroteItIsNotShown() throws IOException {
    var small = picture(64, 64, RED);
    Files.copy(picture(3000, 100, BLUE).file(), small.file(), StandardCopyOption.REPLACE_EXISTING);
    assertThat(mosaics.of(List.of(small), 64)).isEmpty();
  }

  @Test
  void noMoreAreMadeAtOnceThanItsBound() throws Exception {
    var face = picture(64, 64, RED);
    var now = new AtomicInteger();
    var most = new AtomicInteger();
    var both = new CyclicBarrier(2);
    var counted =
        new Mosaics(
            new Thumbnails(new DataFolder(folder)) {
              @Override
              public Path file(RunImage image, int size) {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                try {
                  both.await(30, TimeUnit.SECONDS);
                } catch (Exception e) {
                  throw new IllegalStateException("two are not made at once", e);
                }
                now.decrementAndGet();
                return super.file(image, size);
              }
            },
            2);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var made =
          IntStream.range(0, 40)
              .mapToObj(_ -> threads.submit(() -> counted.of(List.of(face), 64)))
              .toList();
      for (var one : made) {
        assertThat(one.get()).isPresent();
      }
    }
    assertThat(most).hasValue(2);
  }

  private static BufferedImage pixels(Optional<byte[]> made) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(made.orElseThrow()));
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
