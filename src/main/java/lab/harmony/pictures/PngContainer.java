package lab.harmony.pictures;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// A PNG file (ISO/IEC 15948). Only the chunks that make its first picture reach the decoder, so
/// nothing else in it is ever unpacked.
final class PngContainer {

  private static final int SIGNATURE = 8;
  private static final int AROUND_DATA = 12; // length, type, checksum
  private static final int HEADER = 13;
  private static final int RGB = 2;

  /// What changes how programs show the numbers of a picture, some of them and some not.
  private static final Set<String> COLOURS =
      Set.of("tRNS", "gAMA", "cHRM", "iCCP", "cICP", "sBIT", "mDCV", "cLLI");

  private PngContainer() {}

  static Container read(byte[] content) throws PictureProblem {
    var in = ByteBuffer.wrap(content);
    var pixels = new ByteArrayOutputStream(content.length);
    pixels.write(content, 0, SIGNATURE);
    in.position(SIGNATURE);
    int width = 0;
    int height = 0;
    boolean moving = false;
    boolean plain = false;
    var exif = Container.NO_EXIF;
    while (in.remaining() >= AROUND_DATA) {
      int start = in.position();
      int length = in.getInt();
      var type = type(in);
      boolean whole = length >= 0 && length <= in.remaining() - Integer.BYTES;
      if (type.equals("IHDR") && whole && length == HEADER) {
        width = in.getInt(in.position());
        height = in.getInt(in.position() + 4);
        plain = in.get(in.position() + 8) == Byte.SIZE && in.get(in.position() + 9) == RGB;
      } else if (type.equals("acTL") && whole && length >= 4) {
        moving = in.getInt(in.position()) > 1;
      } else if (type.equals("eXIf") && whole) {
        exif = new byte[length];
        in.get(in.position(), exif);
      }
      plain &= !COLOURS.contains(type);
      int end = whole ? in.position() + length + Integer.BYTES : in.limit();
      switch (type) {
        case "IHDR", "PLTE", "tRNS", "IDAT", "IEND" -> pixels.write(content, start, end - start);
        default -> {}
      }
      if (!whole || type.equals("IEND")) {
        break;
      }
      in.position(end);
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

  private static String type(ByteBuffer in) {
    var type = new byte[4];
    in.get(type);
    return new String(type, StandardCharsets.ISO_8859_1);
  }
}
