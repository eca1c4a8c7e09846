package lab.harmony.pictures;

import java.io.ByteArrayOutputStream;
import java.util.Set;

/// A PNG file (ISO/IEC 15948). Only the chunks that make its first picture reach the decoder, so
/// nothing else in it is ever unpacked.
final class PngContainer {

  private static final int SIGNATURE = 8;
  private static final int HEADER = 13;
  private static final int RGB = 2;

  /// What changes how programs show the numbers of a picture, some of them and some not.
  private static final Set<String> COLOURS =
      Set.of("tRNS", "gAMA", "cHRM", "iCCP", "cICP", "sBIT", "mDCV", "cLLI");

  private PngContainer() {}

  static Container read(byte[] content) throws PictureProblem {
    var pixels = new ByteArrayOutputStream(content.length);
    pixels.write(content, 0, SIGNATURE);
    int width = 0;
    int height = 0;
    boolean moving = false;
    boolean plain = false;
    var exif = Container.NO_EXIF;
    for (var chunk : PngChunks.of(content)) {
      var data = chunk.data();
      if (chunk.isWhole()) {
        switch (chunk.type()) {
          case "IHDR" -> {
            if (data.remaining() == HEADER) {
              width = data.getInt(0);
              height = data.getInt(4);
              plain = data.get(8) == Byte.SIZE && data.get(9) == RGB;
            }
          }
          case "acTL" -> moving = data.remaining() >= 4 ? data.getInt(0) > 1 : moving;
          case "eXIf" -> {
            exif = new byte[data.remaining()];
            data.get(exif);
          }
          default -> {}
        }
      }
      plain &= !COLOURS.contains(chunk.type());
      switch (chunk.type()) {
        case "IHDR", "PLTE", "tRNS", "IDAT", PngChunks.END ->
            pixels.write(content, chunk.start(), chunk.end() - chunk.start());
        default -> {}
      }
    }
    if (width <= 0 || height <= 0) {
      throw new PictureProblem("is damaged: a PNG file begins with its width and height");
    }
    Picture.check(width, height);
    var first = pixels.toByteArray();
    return new Container(
        width,
        height,
        moving,
        plain,
        Container.exif(exif).orElse(exif),
        () -> Decoding.read("png", first));
  }
}
