package lab.harmony.blind.frozen;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import lab.harmony.pictures.RgbPixels;

/// A picture as PNG with nothing but its pixels, not packed: pictures of one size are files of one
/// length, so that neither what is beside the pixels nor how many bytes they take tells anything.
public final class PlainPng {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int TRUE_COLOUR = 2;
  private static final int BITS = 8;

  private PlainPng() {}

  public static byte[] of(BufferedImage pixels) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.write(SIGNATURE);
      chunk(out, "IHDR", header(pixels.getWidth(), pixels.getHeight()));
      chunk(out, "IDAT", data(pixels));
      chunk(out, "IEND", new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] header(int width, int height) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(width);
      out.writeInt(height);
      out.write(new byte[] {BITS, TRUE_COLOUR, 0, 0, 0});
    }
    return bytes.toByteArray();
  }

  private static byte[] data(BufferedImage pixels) throws IOException {
    int width = pixels.getWidth();
    var colours = RgbPixels.of(pixels);
    var bytes = new ByteArrayOutputStream();
    var packer = new Deflater(Deflater.NO_COMPRESSION);
    try (var out = new DeflaterOutputStream(bytes, packer)) {
      var line = new byte[1 + 3 * width];
      for (int y = 0; y < pixels.getHeight(); y++) {
        for (int x = 0; x < width; x++) {
          int colour = colours[y * width + x];
          line[1 + 3 * x] = (byte) (colour >> 16);
          line[2 + 3 * x] = (byte) (colour >> 8);
          line[3 + 3 * x] = (byte) colour;
        }
        out.write(line);
      }
    } finally {
      packer.end();
    }
    return bytes.toByteArray();
  }

  private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
    var name = type.getBytes(StandardCharsets.US_ASCII);
    var sum = new CRC32();
    sum.update(name);
    sum.update(data);
    out.writeInt(data.length);
    out.write(name);
    out.write(data);
    out.writeInt((int) sum.getValue());
  }
}
