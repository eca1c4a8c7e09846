package lab.harmony.cli;

import ch.qos.logback.classic.Logger;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import lab.harmony.cli.terminal.LabContext;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;

/// A verb as a script calls it, but in the tests' own process, where it begins in a moment: with
/// services of its own, on the workspace and the data in a folder.
///
/// What only a process can show (what is printed around the verb, signals, an end) is for
/// [LabProcess].
record LabCall(Path folder) {
  /// As Spring Boot calls what writes the log to standard output.
  private static final String CONSOLE = "CONSOLE";

  private Map<String, String> settings() {
    return Map.of(
        "spring.datasource.url", "", // not the one that tests have
        "harmony.data", folder.resolve("data").toString(),
        "harmony.workspace", folder.resolve("workspace").toString());
  }

  /// Does something with the services that verbs have there.
  void with(Consumer<ApplicationContext> done) {
    var before = new HashMap<String, String>();
    settings().forEach((name, value) -> before.put(name, System.setProperty(name, value)));
    try (var context = LabContext.asking()) {
      done.accept(context);
    } finally {
      restore(before);
    }
  }

  LabProcess.Answer lab(String... words) {
    var before = new HashMap<String, String>();
    settings().forEach((name, value) -> before.put(name, System.setProperty(name, value)));
    var out = System.out;
    var err = System.err;
    var root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    var console = root.getAppender(CONSOLE); // of the tests before; a verb has none
    root.detachAppender(CONSOLE);
    var said = new ByteArrayOutputStream();
    var complained = new ByteArrayOutputStream();
    try (var saying = new PrintStream(said, true, StandardCharsets.UTF_8);
        var complaining = new PrintStream(complained, true, StandardCharsets.UTF_8)) {
      System.setOut(saying);
      System.setErr(complaining);
      int code = Lab.commandLine().execute(words);
      return new LabProcess.Answer(
          code, said.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
      if (console != null) {
        root.addAppender(console);
      }
      restore(before);
    }
  }

  private static void restore(Map<String, String> before) {
    before.forEach((name, value) -> {
      if (value == null) {
        System.clearProperty(name);
      } else {
        System.setProperty(name, value);
      }
    });
  }
}
