package lab.harmony.imports;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import lab.harmony.engine.PngMetadata;

/// Pictures as other tools write them.
public final class ForeignPictures {

  private ForeignPictures() {}

  /// A PNG with texts, its colour by `shade`.
  public static byte[] png(int shade, Map<String, String> texts) {
    return PngMetadata.png(picture(shade), new LinkedHashMap<>(texts));
  }

  /// A JPEG with the text as its EXIF user comment, in UTF-16 of this order.
  public static byte[] jpeg(int shade, String comment, ByteOrder order) {
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture(shade), "jpeg", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var jpeg = out.toByteArray();
    var exif = exif(comment, order);
    return ByteBuffer.allocate(jpeg.length + exif.length + 10)
        .put(jpeg, 0, 2)
        .putShort((short) 0xffe1)
        .putShort((short) (exif.length + 8))
        .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
        .put(exif)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  /// A WebP of one pixel with the text as its EXIF user comment.
  public static byte[] webp(String comment) {
    var lossless = Base64.getDecoder().decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");
    var exif = exif(comment, ByteOrder.LITTLE_ENDIAN);
    var padded = exif.length + exif.length % 2;
    var body = 4 + 18 + (lossless.length - 12) + 8 + padded;
    return ByteBuffer.allocate(8 + body)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt(body)
        .put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII))
        .putInt(10)
        .putInt(8) // with EXIF
        .put(new byte[6]) // one pixel wide and high
        .put(lossless, 12, lossless.length - 12)
        .put("EXIF".getBytes(StandardCharsets.US_ASCII))
        .putInt(exif.length)
        .put(exif)
        .array();
  }

  private static byte[] exif(String comment, ByteOrder order) {
    var text =
        comment.getBytes(
            order == ByteOrder.BIG_ENDIAN ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE);
    return ByteBuffer.allocate(44 + 8 + text.length)
        .put("MM\0*".getBytes(StandardCharsets.US_ASCII))
        .putInt(8)
        .putShort((short) 1) // one entry: where the EXIF directory lies
        .putShort((short) 0x8769)
        .putShort((short) 4)
        .putInt(1)
        .putInt(26)
        .putInt(0)
        .putShort((short) 1) // one entry: the user comment
        .putShort((short) 0x9286)
        .putShort((short) 7)
        .putInt(8 + text.length)
        .putInt(44)
        .putInt(0)
        .put("UNICODE\0".getBytes(StandardCharsets.US_ASCII))
        .put(text)
        .array();
  }

  private static BufferedImage picture(int shade) {
    var picture = new BufferedImage(16, 24, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 16 * 24; i++) {
      picture.setRGB(i % 16, i / 16, new Color(shade, i % 256, 90).getRGB());
    }
    return picture;
  }
}
