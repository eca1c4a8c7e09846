package lab.harmony.kernel;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Lines that a process tells, none longer than is allowed: code of people may write anything
/// there.
public final class KernelLinesReader implements AutoCloseable {

  static final int LONGEST = 8 << 20; // bytes

  private final BufferedInputStream bytes;

  public KernelLinesReader(InputStream bytes) {
    this.bytes = new BufferedInputStream(bytes, 1 << 16);
  }

  /// The next line without its end; none, if there is no more.
  ///
  /// @throws IOException also if it is too long
  public Optional<String> next() throws IOException {
    var line = new ByteArrayOutputStream();
    for (var next = bytes.read(); next != '\n'; next = bytes.read()) {
      if (next < 0) {
        return Optional.empty();
      }
      if (line.size() == LONGEST) {
        throw new IOException("a line of more than 8 MB");
      }
      line.write(next);
    }
    return Optional.of(line.toString(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
