package lab.harmony.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("unit")
class PictureTest {

  private static final Path FOLDER = Path.of("src", "test", "resources", "pictures");

  /// What Pillow sees in a picture: its size upright, and all its pixels, or every fourth each way.
  record Seen(String name, int width, int height, String pixels) {

    boolean isLossy() {
      return pixels.length() < 6 * width * height;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Seen> pictures() throws IOException {
    return Files.readAllLines(FOLDER.resolve("expected.txt")).stream()
        .map(line -> line.split(" "))
        .map(parts ->
            new Seen(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), parts[3]));
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void aPictureHasTheSizeAndTheColoursThatPillowSeesInIt(Seen seen) throws IOException {
    var picture = Picture.read(FOLDER.resolve(seen.name()));
    assertThat(picture.width()).isEqualTo(seen.width());
    assertThat(picture.height()).isEqualTo(seen.height());
    var pixels = picture.pixels();
    int step = seen.isLossy() ? 4 : 1;
    int worst = 0;
    int at = 0;
    for (int y = 0; y < seen.height(); y += step) {
      for (int x = 0; x < seen.width(); x += step) {
        int wanted = Integer.parseInt(seen.pixels().substring(at, at + 6), 16);
        at += 6;
        int got = pixels.getRGB(x, y);
        for (int shift = 0; shift <= 16; shift += 8) {
          worst = Math.max(worst, Math.abs((wanted >> shift & 255) - (got >> shift & 255)));
        }
      }
    }
    // Between the colours of a lossy WebP, libwebp interpolates and our decoder does not.
    boolean interpolated = seen.isLossy() && picture.kind() == PictureKind.WEBP;
    assertThat(worst).isLessThanOrEqualTo(interpolated ? 8 : seen.isLossy() ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({
    "jpeg-called.png, JPEG, jpg, image/jpeg",
    "webp-called.jpg, WEBP, webp, image/webp",
    "png-called.webp, PNG, png, image/png",
    "palette.gif, GIF, gif, image/gif",
    "rgb.bmp, BMP, bmp, image/bmp"
  })
  void theKindFollowsFromTheContent(String name, PictureKind kind, String ending, String mediaType)
      throws IOException {
    var picture = Picture.read(FOLDER.resolve(name));
    assertThat(picture.kind()).isEqualTo(kind);
    assertThat(kind.ending()).isEqualTo(ending);
    assertThat(kind.mediaType()).isEqualTo(mediaType);
  }

  @Test
  void whatMovesOrStandsTurnedIsSaidToDoSo() throws IOException {
    for (var name :
        List.of("moving.png", "moving.webp", "moving.gif", "turned.png", "turned.webp")) {
      assertThat(Picture.read(FOLDER.resolve(name)).isMovingOrTurned()).as(name).isTrue();
    }
    for (var name : List.of("rgb.png", "turned-1.jpg", "lossless.webp", "palette.gif", "rgb.bmp")) {
      assertThat(Picture.read(FOLDER.resolve(name)).isMovingOrTurned()).as(name).isFalse();
    }
  }

  @Test
  void theFirstFrameLiesWhereItBelongsOnWhite() throws IOException {
    var gif = content("palette.gif");
    gif[6] = 20; // the screen becomes 20 × 14 pixels, its frame begins at 5, 3
    gif[8] = 14;
    int frame = 13 + (3 << (gif[10] & 7) + 1);
    assertThat(gif[frame]).isEqualTo((byte) ',');
    gif[frame + 1] = 5;
    gif[frame + 3] = 3;
    var pixels = Picture.of(gif).pixels();
    var own = Picture.read(FOLDER.resolve("palette.gif")).pixels();
    assertThat(pixels.getWidth()).isEqualTo(20);
    assertThat(pixels.getHeight()).isEqualTo(14);
    assertThat(pixels.getRGB(4, 3)).isEqualTo(0xFFFFFFFF);
    assertThat(pixels.getRGB(5, 3)).isEqualTo(own.getRGB(0, 0));
    assertThat(pixels.getRGB(16, 10)).isEqualTo(own.getRGB(11, 7));
  }

  @ParameterizedTest
  @CsvSource({
    "II*\0........, TIFF",
    "....ftypavif, AVIF",
    "....ftypheic, HEIF",
    "8BPS............, Photoshop",
    "<svg xmlns=''>, SVG",
    "words, is no picture"
  })
  void aKindThatIsNotReadIsCalledByItsName(String head, String name) {
    var content = head.translateEscapes().getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> Picture.of(content))
        .isInstanceOf(PictureProblem.class)
        .hasMessageContaining(name);
  }

  @Test
  void whatIsTooLargeIsRefusedBeforeItIsDecoded() throws IOException {
    var png = content("rgb.png");
    ByteBuffer.wrap(png).putInt(16, 100_000).putInt(20, 100_000);
    assertThatThrownBy(() -> Picture.of(png)).hasMessageContaining("100000 × 100000 pixels");
    var jpeg = content("rgb.jpg");
    int frame = find(jpeg, 0xC0);
    ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 65_000).putShort(frame + 7, (short) 65_000);
    assertThatThrownBy(() -> Picture.of(jpeg)).hasMessageContaining("65000 × 65000 pixels");
    var gif = content("palette.gif");
    ByteBuffer.wrap(gif).putInt(6, 0xFFFFFFFF);
    assertThatThrownBy(() -> Picture.of(gif)).hasMessageContaining("65535 × 65535 pixels");
    var bmp = content("rgb.bmp");
    ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(18, 9_000).putInt(22, 9_000);
    assertThatThrownBy(() -> Picture.of(bmp)).hasMessageContaining("9000 × 9000 pixels");
    var webp = content("lossy.webp");
    int size = new String(webp, StandardCharsets.ISO_8859_1).indexOf("VP8 ") + 14;
    ByteBuffer.wrap(webp).putInt(size, 0xFF3FFF3F);
    assertThatThrownBy(() -> Picture.of(webp)).hasMessageContaining("16383 × 16383 pixels");
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void aPictureThatIsCutOffIsRefusedAndNeverCrashes(Seen seen) throws IOException {
    var whole = content(seen.name());
    for (int length = 0; length < whole.length / 2; length += Math.max(1, whole.length / 97)) {
      var part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> Picture.of(part).pixels())
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(PictureProblem.class);
    }
  }

  @Test
  void textsThatInflateWithoutEndAreNeverInflated() throws IOException {
    var text = new ByteArrayOutputStream();
    text.writeBytes("parameters\0\0".getBytes(StandardCharsets.ISO_8859_1));
    var zeros = twoGigabytesOfNothing();
    try (var inflated = new InflaterInputStream(new ByteArrayInputStream(zeros))) {
      inflated.skipNBytes(3 << 19);
      assertThat(inflated.read()).as("what zlib writes").isZero();
    }
    text.writeBytes(zeros);
    var palette = content("palette.png");
    var data = text.toByteArray();
    var bomb =
        ByteBuffer.allocate(palette.length + data.length + 12)
            .put(palette, 0, 33)
            .putInt(data.length)
            .put("zTXt".getBytes(StandardCharsets.US_ASCII))
            .put(data)
            .putInt(0)
            .put(palette, 33, palette.length - 33)
            .array();
    assertThat(Picture.of(bomb).pixels().getRGB(5, 5))
        .isEqualTo(Picture.of(palette).pixels().getRGB(5, 5));
  }

  /// Zeros as zlib writes them, whose checksum is right. Each megabyte after the first is written
  /// the same way, so it is deflated once.
  private static byte[] twoGigabytesOfNothing() {
    int megabytes = 2048;
    var deflated = new ByteArrayOutputStream();
    try (var deflater = new Deflater()) {
      deflated.writeBytes(flushed(deflater, 1 << 20));
      var more = flushed(deflater, 1 << 20);
      for (int i = 1; i < megabytes; i++) {
        deflated.writeBytes(more);
      }
    }
    int sum = (int) (((long) megabytes << 20) % 65521);
    var end = ByteBuffer.allocate(6).put((byte) 3).put((byte) 0).putInt(sum << 16 | 1);
    deflated.writeBytes(end.array());
    return deflated.toByteArray();
  }

  private static byte[] flushed(Deflater deflater, int zeros) {
    deflater.setInput(new byte[zeros]);
    var room = new byte[1 << 16];
    return Arrays.copyOf(room, deflater.deflate(room, 0, room.length, Deflater.SYNC_FLUSH));
  }

  @Test
  void aJpegWithThousandsOfScansIsRefused() throws IOException {
    var jpeg = content("progressive.jpg");
    int scan = find(jpeg, 0xDA);
    var out = new ByteArrayOutputStream();
    out.write(jpeg, 0, scan);
    for (int i = 0; i < 1000; i++) {
      out.write(jpeg, scan, 16);
    }
    assertThatThrownBy(() -> Picture.of(out.toByteArray())).hasMessageContaining("scans");
  }

  private static byte[] content(String name) throws IOException {
    return Files.readAllBytes(FOLDER.resolve(name));
  }

  private static int find(byte[] jpeg, int marker) {
    for (int i = 0; i < jpeg.length - 1; i++) {
      if (jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) marker) {
        return i;
      }
    }
    throw new AssertionError("no such marker");
  }
}
