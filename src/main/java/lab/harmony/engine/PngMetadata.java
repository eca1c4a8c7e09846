package lab.harmony.engine;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SequencedMap;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/// The texts in a PNG file, by keyword: `parameters` as other programs write it, `harmony` as JSON.
///
/// What is read may come from anywhere; [PngTexts] says what is kept. A text is plain text and
/// never markup.
public final class PngMetadata {

  /// The keyword under which most programs keep prompt and settings.
  public static final String PARAMETERS = "parameters";

  /// The keyword of this program's own facts, as JSON.
  public static final String HARMONY = "harmony";

  private static final int AROUND_DATA = 12; // length, type, checksum
  private static final int HEADER_END = 8 + AROUND_DATA + 13;
  private static final long LARGEST_FILE = 64L << 20;

  private PngMetadata() {}

  /// A picture as a PNG file with these texts in it.
  public static byte[] png(BufferedImage image, SequencedMap<String, String> texts) {
    var encoded = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", encoded);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var png = encoded.toByteArray();
    var out = new ByteArrayOutputStream(png.length + 4096);
    out.write(png, 0, HEADER_END);
    texts.forEach((keyword, text) -> out.writeBytes(chunk(keyword, text)));
    out.write(png, HEADER_END, png.length - HEADER_END);
    return out.toByteArray();
  }

  /// The texts of a PNG file, in their order; none if it is no PNG file.
  public static SequencedMap<String, String> read(Path file) {
    try {
      var size = Files.size(file);
      if (size > LARGEST_FILE) {
        throw new IOException(
            "%s has %d bytes, more than a picture here has".formatted(file, size));
      }
      return read(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be read".formatted(file), e);
    }
  }

  /// The texts of a PNG file, in their order; none if it is no PNG file.
  public static SequencedMap<String, String> read(byte[] png) {
    return PngTexts.read(png).texts();
  }

  /// Latin-1 where that is enough, because every program reads it.
  private static byte[] chunk(String keyword, String text) {
    var clean = text.replace("\0", "");
    var latin =
        StandardCharsets.ISO_8859_1.newEncoder().canEncode(clean)
            && PngTexts.loose(clean.getBytes(StandardCharsets.ISO_8859_1)).equals(clean);
    var data = new ByteArrayOutputStream();
    data.writeBytes(keyword.getBytes(StandardCharsets.ISO_8859_1));
    data.write(0);
    if (!latin) {
      data.writeBytes(new byte[4]); // not compressed, no language, no translated keyword
    }
    data.writeBytes(clean.getBytes(latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
    return chunk(latin ? "tEXt" : "iTXt", data.toByteArray());
  }

  private static byte[] chunk(String type, byte[] data) {
    var chunk = ByteBuffer.allocate(AROUND_DATA + data.length).putInt(data.length);
    chunk.putInt(type(type)).put(data);
    var checksum = new CRC32();
    checksum.update(chunk.array(), Integer.BYTES, Integer.BYTES + data.length);
    return chunk.putInt((int) checksum.getValue()).array();
  }

  private static int type(String name) {
    return ByteBuffer.wrap(name.getBytes(StandardCharsets.US_ASCII)).getInt();
  }
}
