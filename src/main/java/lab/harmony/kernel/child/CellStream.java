package lab.harmony.kernel.child;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// What a cell prints: told in pieces, its first megabyte and its last words.
final class CellStream extends OutputStream {

  static final int HEAD = 1 << 20; // bytes
  static final int TAIL = 16 << 10;
  private static final int PIECE = 8 << 10;

  private final Consumer<String> told;
  private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
  private final byte[] tail = new byte[TAIL];
  private long written;

  /// @param told hears each piece
  CellStream(Consumer<String> told) {
    this.told = told;
  }

  PrintStream printer() {
    return new PrintStream(this, true, StandardCharsets.UTF_8);
  }

  @Override
  public synchronized void write(int one) {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    var first = (int) Math.clamp(HEAD - written, 0, length);
    waiting.write(bytes, offset, first);
    written += first;
    for (var index = Math.max(first, length - TAIL); index < length; index++) {
      tail[(int) ((written + index - first) % TAIL)] = bytes[offset + index];
    }
    written += length - first;
    if (waiting.size() >= PIECE) {
      tell();
    }
  }

  /// Tells what waits, but for the beginning of a letter whose end is not there yet.
  synchronized void tell() {
    var bytes = waiting.toByteArray();
    var whole = whole(bytes);
    if (whole > 0) {
      told.accept(new String(bytes, 0, whole, StandardCharsets.UTF_8));
      waiting.reset();
      waiting.write(bytes, whole, bytes.length - whole);
    }
  }

  /// Tells the rest: what was left out, and the last words.
  synchronized void end() {
    tell();
    if (waiting.size() > 0) {
      told.accept(waiting.toString(StandardCharsets.UTF_8));
      waiting.reset();
    }
    if (written > HEAD) {
      var last = (int) Math.min(TAIL, written - HEAD);
      var bytes = new byte[last];
      for (var index = 0; index < last; index++) {
        bytes[index] = tail[(int) ((written - last + index) % TAIL)];
      }
      var left = written - HEAD - last;
      told.accept(
          (left > 0 ? "\n… %,d bytes left out …\n".formatted(left) : "")
              + new String(bytes, StandardCharsets.UTF_8));
    }
    written = 0;
  }

  /// How many of the bytes are whole letters.
  private static int whole(byte[] bytes) {
    var start = bytes.length;
    while (start > 0 && bytes.length - start < 3 && (bytes[start - 1] & 0xC0) == 0x80) {
      start--;
    }
    if (start == 0 || (bytes[start - 1] & 0x80) == 0) {
      return bytes.length;
    }
    var needed = Integer.numberOfLeadingZeros(~(bytes[start - 1] << 24));
    return bytes.length - start + 1 < needed ? start - 1 : bytes.length;
  }
}
