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
    var data = (name + "\0" + text).getBytes(StandardCharsets.ISO_8859_1);
    var type = "tEXt".getBytes(StandardCharsets.ISO_8859_1);
    var sum = new CRC32();
    sum.update(type);
    sum.update(data);
    var out = new ByteArrayOutputStream();
    out.write(png, 0, HEAD);
    out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    out.writeBytes(type);
    out.writeBytes(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    out.write(png, HEAD, png.length - HEAD);
    return out.toByteArray();
  }
}
