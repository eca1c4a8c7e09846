package lab.harmony.engine;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The program of an engine process.
///
/// Standard output carries events and nothing else; whatever a library prints goes to the error
/// output. The process ends when its input ends, because then nobody is left to work for.
public final class EngineMain {

  private EngineMain() {}

  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    var events =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    var requests =
        new BufferedReader(
            new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8));
    new EngineLoop(requests, event -> tell(events, event)).run();
  }

  private static synchronized void tell(PrintStream events, EngineEvent event) {
    events.println(EngineJson.line(event));
    if (events.checkError()) {
      Runtime.getRuntime().halt(0);
    }
  }
}
