package lab.harmony.cli.served;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import lab.harmony.cli.remote.VerbLine;
import lab.harmony.json.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a verb answers, line by line as it comes. Whoever asked may be gone meanwhile: what was
/// begun goes on, and nothing is answered any more.
final class VerbAnswer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(VerbAnswer.class);
  private static final int PART = 1 << 19;
  private static final long QUIET_SECONDS = 15;

  private final OutputStream out;
  private final CountDownLatch over = new CountDownLatch(1);
  private boolean gone;

  VerbAnswer(OutputStream out) {
    this.out = out;
    Thread.ofVirtual().name("verb-answer").start(this::staysOpen);
  }

  /// A proxy closes a line on which nothing is said for long.
  private void staysOpen() {
    try {
      while (!over.await(QUIET_SECONDS, TimeUnit.SECONDS)) {
        send(VerbLine.NOTHING);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  synchronized void send(VerbLine line) {
    if (gone) {
      return;
    }
    try {
      out.write(Json.MAPPER.writeValueAsBytes(line));
      out.write('\n');
      out.flush();
    } catch (IOException e) {
      gone = true;
      log.info("Whoever called a verb from another machine is gone: {}", e.getMessage());
    }
  }

  /// The parts of a file that the verb wrote.
  void send(String named, Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      var first = true;
      for (var part = in.readNBytes(PART); part.length > 0 || first; part = in.readNBytes(PART)) {
        send(VerbLine.file(named, part));
        first = false;
      }
    }
  }

  /// Text that is sent whenever the verb says that it is to be seen.
  Writer text(Function<String, VerbLine> line) {
    return new Writer() {
      private final StringBuilder waiting = new StringBuilder();

      @Override
      public void write(char[] text, int offset, int length) {
        waiting.append(text, offset, length);
      }

      @Override
      public void flush() {
        if (!waiting.isEmpty()) {
          send(line.apply(waiting.toString()));
          waiting.setLength(0);
        }
      }

      @Override
      public void close() {
        flush();
      }
    };
  }

  /// Bytes that the verb prints.
  OutputStream raw() {
    return new OutputStream() {
      @Override
      public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        for (int at = offset; at < offset + length; at += PART) {
          send(VerbLine.raw(Arrays.copyOfRange(bytes, at, Math.min(at + PART, offset + length))));
        }
      }
    };
  }

  @Override
  public void close() {
    over.countDown();
  }
}
