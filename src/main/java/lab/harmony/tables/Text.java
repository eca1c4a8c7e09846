package lab.harmony.tables;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// A text file, decoded: UTF-8, or UTF-16 with a byte order mark or beyond doubt.
///
/// Other encodings cannot be told apart. A line with bytes that are no UTF-8 is kept out of the way
/// and can be named, so that the rest goes on.
public final class Text {

  /// The largest file in bytes.
  public static final int LARGEST_FILE = 32 << 20;

  private static final char MARK = '\uFEFF';

  private final String content;
  private final List<Integer> starts;
  private final NavigableMap<Integer, String> foreign;

  private Text(String content, NavigableMap<Integer, String> foreign) {
    this.content = content;
    this.foreign = foreign;
    this.starts = starts(content);
  }

  /// Reads a file.
  ///
  /// @throws TableProblem if it is too large or no text; the message completes a sentence that
  ///   begins with the file
  public static Text read(Path file) throws IOException {
    long size = Files.size(file);
    if (size > LARGEST_FILE) {
      throw new TableProblem(
          "has %d MiB; a text file may have %d".formatted(size >> 20, LARGEST_FILE >> 20));
    }
    return of(Files.readAllBytes(file));
  }

  /// Decodes the bytes of a file.
  ///
  /// @throws TableProblem if they are no text; the message completes a sentence that begins with
  ///   the file
  public static Text of(byte[] bytes) {
    if (startsWith(bytes, 'P', 'K', 3, 4)) {
      throw new TableProblem(
          "is a workbook or an archive, not a text; save it as \"CSV UTF-8\" and try again");
    }
    if (startsWith(bytes, 0xFF, 0xFE, 0, 0) || startsWith(bytes, 0, 0, 0xFE, 0xFF)) {
      throw new TableProblem("is UTF-32, which nobody else reads; save it as UTF-8");
    }
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return wide(bytes, StandardCharsets.UTF_16LE);
    }
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return wide(bytes, StandardCharsets.UTF_16BE);
    }
    int even = zeros(bytes, 0);
    int odd = zeros(bytes, 1);
    if (even + odd == 0) {
      return narrow(bytes);
    }
    // Without a mark: letters, separators and line ends have a zero, always on the same side.
    boolean oneSide = bytes.length % 2 == 0 && Math.min(even, odd) == 0;
    if (oneSide && Math.max(even, odd) * 4 >= bytes.length) {
      return wide(bytes, even == 0 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
    }
    throw new TableProblem(
        "is no text: it has bytes of zero from line %d on; save it as UTF-8"
            .formatted(lineOf(bytes, Math.max(0, indexOfZero(bytes)))));
  }

  private static Text wide(byte[] bytes, Charset charset) {
    var text = new String(bytes, charset);
    return new Text(withoutMark(text), damaged(text));
  }

  /// UTF-8; what is none becomes U+FFFD, and its line is remembered.
  private static Text narrow(byte[] bytes) {
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var in = ByteBuffer.wrap(bytes);
    var out = CharBuffer.allocate(bytes.length + 1);
    var foreign = new TreeMap<Integer, String>();
    int line = 1;
    int counted = 0;
    while (true) {
      var result = decoder.decode(in, out, true);
      if (!result.isError()) {
        break;
      }
      for (; counted < in.position(); counted++) {
        line += endsLine(bytes, counted) ? 1 : 0;
      }
      foreign.putIfAbsent(
          line,
          "it has the byte 0x%02X, which is no UTF-8; save the file as UTF-8"
              .formatted(bytes[in.position()] & 0xff));
      in.position(in.position() + result.length());
      out.put('\uFFFD');
    }
    return new Text(withoutMark(out.flip().toString()), foreign);
  }

  private static NavigableMap<Integer, String> damaged(String text) {
    var foreign = new TreeMap<Integer, String>();
    int line = 1;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\uFFFD') {
        foreign.putIfAbsent(line, "it has a character that is no UTF-16; save the file as UTF-8");
      } else if (text.charAt(i) == '\n'
          || text.charAt(i) == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n')) {
        line++;
      }
    }
    return foreign;
  }

  private static String withoutMark(String text) {
    return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
  }

  private static boolean startsWith(byte[] bytes, int... beginning) {
    for (int i = 0; i < beginning.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xff) != beginning[i]) {
        return false;
      }
    }
    return true;
  }

  private static int zeros(byte[] bytes, int side) {
    int zeros = 0;
    for (int i = side; i < bytes.length; i += 2) {
      zeros += bytes[i] == 0 ? 1 : 0;
    }
    return zeros;
  }

  private static int indexOfZero(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        return i;
      }
    }
    return -1;
  }

  private static int lineOf(byte[] bytes, int index) {
    int line = 1;
    for (int i = 0; i < index; i++) {
      line += endsLine(bytes, i) ? 1 : 0;
    }
    return line;
  }

  private static boolean endsLine(byte[] bytes, int i) {
    return bytes[i] == '\n' || bytes[i] == '\r' && (i + 1 == bytes.length || bytes[i + 1] != '\n');
  }

  private static List<Integer> starts(String content) {
    var starts = new ArrayList<>(List.of(0));
    for (int i = 0; i < content.length(); i++) {
      char one = content.charAt(i);
      if (one == '\n'
          || one == '\r' && (i + 1 == content.length() || content.charAt(i + 1) != '\n')) {
        starts.add(i + 1);
      }
    }
    return starts;
  }

  /// All of it, without a byte order mark.
  public String content() {
    return content;
  }

  /// How many lines it has; one behind the last line end counts, if only as an empty one.
  public int lines() {
    return starts.size();
  }

  /// One line, without its end.
  ///
  /// @param line the first is 1
  public String line(int line) {
    int end = line < starts.size() ? starts.get(line) : content.length();
    var text = content.substring(starts.get(line - 1), end);
    return text.replaceFirst("[\\r\\n]+$", "");
  }

  /// From the beginning of a line on.
  String from(int line) {
    return line > starts.size() ? "" : content.substring(starts.get(line - 1));
  }

  /// @throws TableProblem if the line cannot be trusted; the message completes a sentence that
  ///   begins with the file
  public void require(int line) {
    foreign(line, line)
        .ifPresent(reason -> {
          throw new TableProblem("cannot be read, line %d: %s".formatted(line, reason));
        });
  }

  /// Why a line from `first` to `last` cannot be trusted; nothing if each can.
  public Optional<String> foreign(long first, long last) {
    var found = foreign.ceilingEntry((int) first);
    return found == null || found.getKey() > last
        ? Optional.empty()
        : Optional.of(found.getValue());
  }
}
