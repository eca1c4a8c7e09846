package lab.harmony;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// Writes texts into PNG files, as the lab and other programs do.
public final class TextsInPng {

  /// The signature and the header of a file.
  private static final int HEAD = 33;

  private TextsInPng() {}

  /// The same picture with a text beside it.
  public static byte[] with(byte[] png, String name, String text) {
    return chunk(png, "tEXt", (name + "\0" + text).getBytes(StandardCharsets.ISO_8859_1));
  }

  /// The same picture with a chunk behind its header.
  public static byte[] chunk(byte[] png, String type, byte[] data) {
    var out = new ByteArrayOutputStream();
    out.write(png, 0, HEAD);
    out.writeBytes(chunk(type, data));
    out.write(png, HEAD, png.length - HEAD);
    return out.toByteArray();
  }

  /// A chunk by itself.
  public static byte[] chunk(String type, byte[] data) {
    var name = type.getBytes(StandardCharsets.ISO_8859_1);
    var sum = new CRC32();
    sum.update(name);
    sum.update(data);
    return ByteBuffer.allocate(data.length + 12)
        .putInt(data.length)
        .put(name)
        .put(data)
        .putInt((int) sum.getValue())
        .array();
  }
}
