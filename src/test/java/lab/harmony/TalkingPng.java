package lab.harmony;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/// What stands in PNG files besides the pixels.
final class TalkingPng {

  private static final int SIGNATURE = 8;
  private static final int AROUND_DATA = 12;
  private static final int HEADER_END = SIGNATURE + AROUND_DATA + 13;

  private TalkingPng() {}

  /// The same picture with words in two texts, in EXIF, and behind its end.
  static byte[] of(byte[] png, String words) {
    var text = words.getBytes(StandardCharsets.US_ASCII);
    var chunks =
        List.of(
            chunk("tEXt", join("parameters\0".getBytes(StandardCharsets.US_ASCII), text)),
            chunk("iTXt", join("harmony\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII), text)),
            chunk("eXIf", join("MM\0*".getBytes(StandardCharsets.US_ASCII), text)));
    var all =
        ByteBuffer.allocate(
            png.length + chunks.stream().mapToInt(it -> it.length).sum() + text.length);
    all.put(png, 0, HEADER_END);
    chunks.forEach(all::put);
    all.put(png, HEADER_END, png.length - HEADER_END);
    all.put(text);
    return all.array();
  }

  /// The names of the chunks of a file in their order.
  static List<String> chunks(byte[] png) {
    var names = new ArrayList<String>();
    for (int at = SIGNATURE; at + SIGNATURE <= png.length; ) {
      int length = ByteBuffer.wrap(png, at, 4).getInt();
      names.add(new String(png, at + 4, 4, StandardCharsets.US_ASCII));
      at += AROUND_DATA + length;
    }
    return names;
  }

  private static byte[] chunk(String type, byte[] data) {
    var body = join(type.getBytes(StandardCharsets.US_ASCII), data);
    var sum = new CRC32();
    sum.update(body);
    return ByteBuffer.allocate(data.length + AROUND_DATA)
        .putInt(data.length)
        .put(body)
        .putInt((int) sum.getValue())
        .array();
  }

  private static byte[] join(byte[] one, byte[] other) {
    return ByteBuffer.allocate(one.length + other.length).put(one).put(other).array();
  }
}
