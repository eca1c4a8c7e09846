package lab.harmony.imports.metadata;

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
import java.util.zip.CRC32;
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
    return jpeg(shade, 0xe1, "Exif\0\0", exif(comment, order));
  }

  /// A JPEG with a block of this marker behind its beginning.
  public static byte[] jpeg(int shade, int marker, String name, byte[] block) {
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture(shade), "jpeg", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var jpeg = out.toByteArray();
    var head = name.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(jpeg.length + head.length + block.length + 4)
        .put(jpeg, 0, 2)
        .putShort((short) (0xff00 | marker))
        .putShort((short) (head.length + block.length + 2))
        .put(head)
        .put(block)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  /// A WebP of one pixel with the text as its EXIF user comment.
  public static byte[] webp(String comment) {
    return webp("EXIF", exif(comment, ByteOrder.LITTLE_ENDIAN));
  }

  /// A WebP of one pixel with a chunk of this name.
  public static byte[] webp(String name, byte[] chunk) {
    var lossless = Base64.getDecoder().decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");
    var padded = chunk.length + chunk.length % 2;
    var body = 4 + 18 + (lossless.length - 12) + 8 + padded;
    return ByteBuffer.allocate(8 + body)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt(body)
        .put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII))
        .putInt(10)
        .putInt(name.equals("EXIF") ? 8 : 4) // which of the two it has
        .put(new byte[6]) // one pixel wide and high
        .put(lossless, 12, lossless.length - 12)
        .put(name.getBytes(StandardCharsets.US_ASCII))
        .putInt(chunk.length)
        .put(chunk)
        .array();
  }

  /// A PNG with a chunk of this type behind its header.
  public static byte[] pngWith(String type, byte[] data) {
    var png = png(3, Map.of());
    var checksum = new CRC32();
    checksum.update(type.getBytes(StandardCharsets.US_ASCII));
    checksum.update(data);
    return ByteBuffer.allocate(png.length + 12 + data.length)
        .put(png, 0, 33)
        .putInt(data.length)
        .put(type.getBytes(StandardCharsets.US_ASCII))
        .put(data)
        .putInt((int) checksum.getValue())
        .put(png, 33, png.length - 33)
        .array();
  }

  /// An EXIF block with the text as its user comment, in UTF-16 of this order.
  public static byte[] exif(String comment, ByteOrder order) {
    var text =
        comment.getBytes(
            order == ByteOrder.BIG_ENDIAN ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE);
    return exif(
        0x9286,
        ByteBuffer.allocate(8 + text.length)
            .put("UNICODE\0".getBytes(StandardCharsets.US_ASCII))
            .put(text)
            .array(),
        true);
  }

  /// An EXIF block with one entry, in the directory of EXIF or in the first.
  public static byte[] exif(int tag, byte[] value, boolean below) {
    var start = below ? 26 : 8;
    var block =
        ByteBuffer.allocate(start + 18 + value.length)
            .put("MM\0*".getBytes(StandardCharsets.US_ASCII))
            .putInt(8);
    if (below) {
      block
          .putShort((short) 1) // one entry: where the EXIF directory lies
          .putShort((short) 0x8769)
          .putShort((short) 4)
          .putInt(1)
          .putInt(26)
          .putInt(0);
    }
    return block
        .putShort((short) 1)
        .putShort((short) tag)
        .putShort((short) 7)
        .putInt(value.length)
        .putInt(start + 18)
        .putInt(0)
        .put(value)
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
