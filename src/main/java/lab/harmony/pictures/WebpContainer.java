package lab.harmony.pictures;

import java.awt.Dimension;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// A WebP file (RFC 9649). Of a moving picture the first frame is read, where it lies on its
/// canvas.
final class WebpContainer {

  private static final int HEAD = 12; // RIFF, length, WEBP
  private static final int FRAME_HEAD = 16;
  private static final int WITH_ALPHA = 0x10;

  private WebpContainer() {}

  static Container read(byte[] content) throws PictureProblem {
    try {
      var chunks = chunks(littleEndian(content).position(HEAD));
      var exif = chunks.getOrDefault("EXIF", Container.NO_EXIF);
      exif = Container.exif(exif).orElse(exif);
      var extended = chunks.get("VP8X");
      var frame = chunks.get("ANMF");
      if (extended != null && frame != null) {
        return moving(canvas(extended), littleEndian(frame), exif);
      }
      var size = size(chunks);
      var still = still(chunks, size);
      return new Container(
          size.width, size.height, false, false, exif, () -> Decoding.read("webp", still));
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new PictureProblem("is damaged: a WebP file begins with its width and height", e);
    }
  }

  private static Container moving(Dimension canvas, ByteBuffer frame, byte[] exif)
      throws PictureProblem {
    int left = 2 * threeBytes(frame, 0);
    int top = 2 * threeBytes(frame, 3);
    var chunks = chunks(frame.position(FRAME_HEAD));
    var still = still(chunks, size(chunks));
    return new Container(
        canvas.width,
        canvas.height,
        true,
        false,
        exif,
        () -> Canvas.placed(Decoding.read("webp", still), left, top, canvas));
  }

  /// The first chunk of each type.
  private static Map<String, byte[]> chunks(ByteBuffer in) throws PictureProblem {
    var chunks = new LinkedHashMap<String, byte[]>();
    while (in.remaining() >= 8) {
      var type = new byte[4];
      in.get(type);
      long length = in.getInt() & 0xffff_ffffL;
      if (length > in.remaining()) {
        throw new PictureProblem(PictureProblem.CUT_OFF);
      }
      var data = new byte[(int) length];
      in.get(data);
      chunks.putIfAbsent(new String(type, StandardCharsets.ISO_8859_1), data);
      if (length % 2 == 1 && in.hasRemaining()) {
        in.get();
      }
    }
    return chunks;
  }

  private static Dimension canvas(byte[] extended) throws PictureProblem {
    var in = littleEndian(extended);
    return checked(threeBytes(in, 4) + 1, threeBytes(in, 7) + 1);
  }

  /// The size of the picture itself, which a canvas of the same file may not contradict.
  private static Dimension size(Map<String, byte[]> chunks) throws PictureProblem {
    var lossy = chunks.get("VP8 ");
    if (lossy != null) {
      var in = littleEndian(lossy);
      return checked(in.getShort(6) & 0x3fff, in.getShort(8) & 0x3fff);
    }
    var lossless = chunks.get("VP8L");
    if (lossless != null) {
      int bits = littleEndian(lossless).getInt(1);
      return checked((bits & 0x3fff) + 1, (bits >>> 14 & 0x3fff) + 1);
    }
    throw new PictureProblem("is damaged: a WebP file needs a picture");
  }

  private static Dimension checked(int width, int height) throws PictureProblem {
    Picture.check(width, height);
    return new Dimension(width, height);
  }

  /// A file with one picture and nothing else.
  private static byte[] still(Map<String, byte[]> chunks, Dimension size) {
    var body = new ByteArrayOutputStream();
    var lossy = chunks.get("VP8 ");
    var alpha = chunks.get("ALPH");
    if (lossy != null && alpha != null) {
      var extended = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN).put((byte) WITH_ALPHA);
      extended.putInt(4, size.width - 1).putShort(7, (short) (size.height - 1));
      append(body, "VP8X", extended.array());
      append(body, "ALPH", alpha);
    }
    if (lossy != null) {
      append(body, "VP8 ", lossy);
    } else {
      append(body, "VP8L", chunks.getOrDefault("VP8L", Container.NO_EXIF));
    }
    return ByteBuffer.allocate(HEAD + body.size())
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt(4 + body.size())
        .put("WEBP".getBytes(StandardCharsets.US_ASCII))
        .put(body.toByteArray())
        .array();
  }

  private static void append(ByteArrayOutputStream out, String type, byte[] data) {
    var head = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    out.writeBytes(head.put(type.getBytes(StandardCharsets.US_ASCII)).putInt(data.length).array());
    out.writeBytes(data);
    if (data.length % 2 == 1) {
      out.write(0);
    }
  }

  private static int threeBytes(ByteBuffer in, int at) {
    return in.get(at) & 0xff | (in.get(at + 1) & 0xff) << 8 | (in.get(at + 2) & 0xff) << 16;
  }

  private static ByteBuffer littleEndian(byte[] content) {
    return ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
  }
}
