package lab.harmony.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// What the process of a kernel complains of on its standard error: of the launcher, of Java
/// itself, or of whatever code of people writes there. All of it is read, since a full pipe would
/// hold the process; its beginning is kept.
final class KernelComplaints {

  private static final int KEPT = 4096; // bytes
  private static final int LONGEST = 300; // characters

  private final InputStream errors;
  private final Thread reader;
  private byte[] kept = {};

  KernelComplaints(InputStream errors) {
    this.errors = errors;
    this.reader = Thread.ofPlatform().daemon().name("kernel-errors").start(this::read);
  }

  private void read() {
    var buffer = new byte[KEPT];
    try (errors) {
      keep(errors.readNBytes(KEPT));
      while (errors.read(buffer) >= 0) {
        // What comes later is seldom the cause.
      }
    } catch (IOException _) {
      // The stream ends with the process.
    }
  }

  private synchronized void keep(byte[] bytes) {
    kept = bytes;
  }

  /// The first line that says anything, for people; empty where there is none.
  ///
  /// @param patience how long the end of the stream is waited for
  Optional<String> first(Duration patience) {
    try {
      reader.join(patience);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return text()
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .findFirst()
        .map(line -> line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…");
  }

  private synchronized String text() {
    return new String(kept, StandardCharsets.UTF_8);
  }
}
