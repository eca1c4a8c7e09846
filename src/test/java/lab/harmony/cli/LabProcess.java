package lab.harmony.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A verb as a script calls it: in a process of its own, on the workspace and the data in a folder.
record LabProcess(Path folder) {

  /// What a call left.
  record Answer(int code, String out, String err) {
    JsonNode json() {
      return JsonMapper.builder().build().readTree(out);
    }
  }

  Answer lab(String... words) throws IOException, InterruptedException {
    var out = Files.createTempFile(folder, "out", ".txt");
    var err = Files.createTempFile(folder, "err", ".txt");
    var process = start(out, err, words);
    try {
      assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("ended in time").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Answer(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /// Starts a verb that is not waited for.
  Process start(String... words) throws IOException {
    return start(
        Files.createTempFile(folder, "out", ".txt"),
        Files.createTempFile(folder, "err", ".txt"),
        words);
  }

  private Process start(Path out, Path err, String... words) throws IOException {
    var java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            productClassPath(),
            Lab.class.getName());
    var builder =
        new ProcessBuilder(Stream.concat(java.stream(), Stream.of(words)).toList())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("HARMONY_DATA", folder.resolve("data").toString());
    builder.environment().put("HARMONY_WORKSPACE", folder.resolve("workspace").toString());
    return builder.start();
  }

  /// Without the tests' own settings.
  private static String productClassPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.endsWith("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
