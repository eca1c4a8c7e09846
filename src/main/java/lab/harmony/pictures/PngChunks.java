package lab.harmony.pictures;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// The chunks of a PNG file (ISO/IEC 15948) one after another, up to `IEND` or to the first that is
/// not whole. The file may come from anywhere: nothing is unpacked and nothing copied, and time is
/// linear in what is asked for.
public final class PngChunks implements Iterator<PngChunks.Chunk> {

  /// The last of a file.
  static final String END = "IEND";

  private static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int AROUND_DATA = 12; // length, type, checksum

  private final ByteBuffer file;
  private boolean ended;

  private PngChunks(ByteBuffer file) {
    this.file = file;
  }

  /// One chunk.
  ///
  /// @param start where it begins in the file, with its length and type
  /// @param end where the next one begins
  /// @param data what stands between type and checksum; as far as it is there
  /// @param isWhole whether all of it is there
  public record Chunk(String type, int start, int end, ByteBuffer data, boolean isWhole) {}

  /// Whether this is the beginning of a PNG file.
  public static boolean isPng(byte[] file) {
    return file.length >= Long.BYTES && ByteBuffer.wrap(file).getLong() == SIGNATURE;
  }

  /// Those of a file, none if it is no PNG file.
  public static Iterable<Chunk> of(byte[] file) {
    return () -> {
      var chunks = new PngChunks(ByteBuffer.wrap(file));
      chunks.ended = !isPng(file);
      if (!chunks.ended) {
        chunks.file.position(Long.BYTES);
      }
      return chunks;
    };
  }

  @Override
  public boolean hasNext() {
    return !ended && file.remaining() >= AROUND_DATA;
  }

  @Override
  public Chunk next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    int start = file.position();
    int length = file.getInt();
    var name = new byte[Integer.BYTES];
    file.get(name);
    var type = new String(name, StandardCharsets.ISO_8859_1);
    int data = file.position();
    boolean whole = length >= 0 && length <= file.remaining() - Integer.BYTES;
    int end = whole ? data + length + Integer.BYTES : file.limit();
    ended = !whole || type.equals(END);
    file.position(end);
    return new Chunk(type, start, end, file.slice(data, whole ? length : end - data), whole);
  }
}
