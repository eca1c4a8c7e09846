package lab.harmony.engine;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import javax.imageio.ImageIO;

/// The texts in a PNG file, by keyword: `parameters` as other programs write it, `harmony` as JSON.
///
/// What is read may come from anywhere: sizes are capped, and a damaged chunk ends the reading. A
/// text is plain text and never markup.
public final class PngMetadata {

  /// The keyword under which most programs keep prompt and settings.
  public static final String PARAMETERS = "parameters";

  /// The keyword of this program's own facts, as JSON.
  public static final String HARMONY = "harmony";

  private static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int AROUND_DATA = 12; // length, type, checksum
  private static final int HEADER_END = 8 + AROUND_DATA + 13;
  private static final int MOST_TEXT = 1 << 20;
  private static final int MOST_TEXTS = 64;
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
    var texts = new LinkedHashMap<String, String>();
    var in = ByteBuffer.wrap(png);
    if (in.remaining() < Long.BYTES || in.getLong() != SIGNATURE) {
      return texts;
    }
    while (in.remaining() >= AROUND_DATA && texts.size() < MOST_TEXTS) {
      var length = in.getInt();
      var type = in.getInt();
      if (length < 0 || length > in.remaining() - Integer.BYTES) {
        break;
      }
      var data = in.slice(in.position(), length);
      in.position(in.position() + length + Integer.BYTES);
      readText(type, data, texts);
    }
    return Collections.unmodifiableSequencedMap(texts);
  }

  private static void readText(int type, ByteBuffer data, Map<String, String> texts) {
    var known = type == type("tEXt") || type == type("zTXt") || type == type("iTXt");
    if (!known || data.remaining() > MOST_TEXT) {
      return;
    }
    var keyword = untilZero(data, StandardCharsets.ISO_8859_1);
    if (type == type("tEXt")) {
      texts.putIfAbsent(keyword, decoded(data, false, StandardCharsets.ISO_8859_1));
    } else if (type == type("zTXt") && data.hasRemaining()) {
      data.get(); // method
      texts.putIfAbsent(keyword, decoded(data, true, StandardCharsets.ISO_8859_1));
    } else if (type == type("iTXt") && data.remaining() >= 2) {
      var compressed = data.get() == 1;
      data.get(); // method
      untilZero(data, StandardCharsets.US_ASCII); // language
      untilZero(data, StandardCharsets.UTF_8); // translated keyword
      texts.putIfAbsent(keyword, decoded(data, compressed, StandardCharsets.UTF_8));
    }
  }

  private static String untilZero(ByteBuffer data, Charset charset) {
    var start = data.position();
    while (data.hasRemaining()) {
      if (data.get() == 0) {
        return decoded(data.slice(start, data.position() - 1 - start), false, charset);
      }
    }
    return decoded(data.slice(start, data.limit() - start), false, charset);
  }

  private static String decoded(ByteBuffer data, boolean compressed, Charset charset) {
    var bytes = new byte[data.remaining()];
    data.get(bytes);
    return new String(compressed ? inflated(bytes) : bytes, charset);
  }

  private static byte[] inflated(byte[] bytes) {
    var inflater = new Inflater();
    try {
      inflater.setInput(bytes);
      var text = new byte[MOST_TEXT];
      var length = 0;
      while (length < MOST_TEXT) {
        var read = inflater.inflate(text, length, MOST_TEXT - length);
        if (read == 0) {
          break;
        }
        length += read;
      }
      return Arrays.copyOf(text, length);
    } catch (DataFormatException _) {
      return new byte[0];
    } finally {
      inflater.end();
    }
  }

  /// Latin-1 where that is enough, because every program reads it.
  private static byte[] chunk(String keyword, String text) {
    var clean = text.replace("\0", "");
    var latin = StandardCharsets.ISO_8859_1.newEncoder().canEncode(clean);
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
