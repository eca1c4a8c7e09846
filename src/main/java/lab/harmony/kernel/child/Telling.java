package lab.harmony.kernel.child;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import lab.harmony.kernel.protocol.KernelEvent;
import lab.harmony.kernel.protocol.KernelLines;

/// Where events are told, a line each.
final class Telling {

  private static final int LONGEST = 8 << 20; // bytes, as the other side takes them

  private final OutputStream lines;

  Telling(OutputStream lines) {
    this.lines = lines;
  }

  void tell(KernelEvent event) {
    var line = (KernelLines.line(event) + "\n").getBytes(StandardCharsets.UTF_8);
    if (line.length > LONGEST) {
      throw new IllegalArgumentException(
          "what is shown is larger than 8 MB; show a part of it, or a smaller picture");
    }
    synchronized (lines) {
      try {
        lines.write(line);
        lines.flush();
      } catch (IOException _) {
        Runtime.getRuntime().halt(0); // nobody hears it any more
      }
    }
  }
}
