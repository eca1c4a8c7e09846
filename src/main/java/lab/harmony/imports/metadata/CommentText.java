package lab.harmony.imports.metadata;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/// The text of a comment as programs really write it: a character set's name of eight bytes before
/// it or not, a byte order mark or not, UTF-16 in either order or UTF-8 whatever the name says, and
/// zeros behind it.
final class CommentText {

  private static final int CODE = 8;
  private static final Set<String> CODES = Set.of("ascii", "unicode", "jis", "");

  private CommentText() {}

  /// A user comment of EXIF.
  ///
  /// @param order of the bytes around it, which counts where nothing else says the order
  static String withCode(ByteBuffer comment, ByteOrder order) {
    var named = comment.remaining() >= CODE && CODES.contains(code(comment));
    return text(named ? comment.slice(CODE, comment.remaining() - CODE) : comment, order);
  }

  /// A text without a code.
  static String of(ByteBuffer text) {
    return text(text, ByteOrder.BIG_ENDIAN);
  }

  private static String code(ByteBuffer comment) {
    return StandardCharsets.ISO_8859_1
        .decode(comment.slice(0, CODE))
        .toString()
        .replace("\0", "")
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  private static String text(ByteBuffer data, ByteOrder order) {
    var bytes = new byte[data.remaining()];
    data.duplicate().get(bytes);
    var charset = charset(bytes, order);
    // Half a letter at the end is filling.
    var length = whole(bytes, charset);
    var text = new String(bytes, 0, length, charset);
    return (text.startsWith("\ufeff") ? text.substring(1) : text).replace("\0", "");
  }

  private static int whole(byte[] bytes, Charset charset) {
    return charset.name().startsWith("UTF-16") ? bytes.length & ~1 : bytes.length;
  }

  private static Charset charset(byte[] bytes, ByteOrder order) {
    if (startsWith(bytes, 0xfe, 0xff)) {
      return StandardCharsets.UTF_16BE;
    }
    if (startsWith(bytes, 0xff, 0xfe)) {
      return StandardCharsets.UTF_16LE;
    }
    // Most letters of UTF-16 have a zero in the higher byte; zeros at the end only fill.
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] == 0) {
      end--;
    }
    int[] zeros = new int[2];
    for (int i = 0; i < end; i++) {
      zeros[i % 2] += bytes[i] == 0 ? 1 : 0;
    }
    if (zeros[0] != zeros[1] && zeros[0] + zeros[1] > end / 16) {
      return zeros[0] > zeros[1] ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return StandardCharsets.UTF_8;
    } catch (CharacterCodingException _) {
      return zeros[0] + zeros[1] == 0
          ? StandardCharsets.ISO_8859_1
          : order == ByteOrder.BIG_ENDIAN ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
    }
  }

  private static boolean startsWith(byte[] bytes, int first, int second) {
    return bytes.length >= 2 && (bytes[0] & 0xff) == first && (bytes[1] & 0xff) == second;
  }
}
