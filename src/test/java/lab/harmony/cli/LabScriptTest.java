package lab.harmony.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `./lab` itself does before it calls Java: on a path of its own, with programs that write
/// down how they are called.
@Tag("process")
class LabScriptTest {

  private static final List<String> TOOLS =
      List.of(
          "bash",
          "dirname",
          "readlink",
          "grep",
          "uname",
          "id",
          "rm",
          "cat",
          "tail",
          "touch",
          "sed",
          "awk",
          "sort",
          "head",
          "tr",
          "env");

  @TempDir Path home;
  private Path bin;

  @BeforeEach
  void aFolderWithTheScript() throws IOException {
    Files.copy(Path.of("lab"), home.resolve("lab"));
    bin = Files.createDirectory(home.resolve("bin"));
    for (var tool : TOOLS) {
      Files.createSymbolicLink(bin.resolve(tool), found(tool));
    }
    program(bin.resolve("npm"), "");
  }

  @Test
  void itIsBuiltByTheMavenOnThePathWithoutAskingTheNetworkForAnother() throws Exception {
    program(home.resolve("mvnw"), "echo wrapper \"$@\"");
    program(bin.resolve("mvn"), "echo path \"$@\"");

    assertThat(lab("maven", "clean")).contains("path -B -ntp").doesNotContain("wrapper");
  }

  @Test
  void whereNoneIsOnThePathTheBuildFetchesItsOwn() throws Exception {
    program(home.resolve("mvnw"), "echo wrapper \"$@\"");

    assertThat(lab("maven", "clean")).contains("wrapper -B -ntp");
  }

  @Test
  void withoutAnyMavenItSaysWhatToDo() throws Exception {
    program(home.resolve("mvnw"), "echo 'cannot fetch it' >&2; exit 1");

    assertThat(lab("maven", "clean")).contains("cannot fetch it", "apt-get install maven");
  }

  @Test
  void whereNobodyCanBeAskedTheBrowserOfTheTestsIsInstalled() throws Exception {
    program(home.resolve("mvnw"), "echo wrapper \"$@\"");
    program(
        bin.resolve("apt-get"),
        "echo apt-get \"$@\"; [ \"$1\" != install ] || { : >'%1$s'; chmod +x '%1$s'; }"
            .formatted(bin.resolve("chromium")));
    program(bin.resolve("sudo"), "exec \"$@\"");
    Files.createSymbolicLink(bin.resolve("chmod"), found("chmod"));

    assertThat(lab("test", "--only", "Nothing"))
        .contains("installing it from the system's packages")
        .contains("apt-get install -y -qq --no-install-recommends chromium fonts-liberation")
        .contains("wrapper -B -ntp")
        .doesNotContain("[y/N]");
  }

  @Test
  void withoutABrowserThatCanBeInstalledItSaysWhatToDo() throws Exception {
    program(home.resolve("mvnw"), "echo wrapper \"$@\"");

    assertThat(lab("test", "--only", "Nothing"))
        .contains("apt-get install chromium fonts-liberation")
        .doesNotContain("wrapper -B");
  }

  /// All that a call says.
  private String lab(String... words) throws IOException, InterruptedException {
    var said = home.resolve("said.txt");
    var builder =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of(found("bash").toString(), home.resolve("lab").toString()),
                        Stream.of(words))
                    .toList())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(said.toFile());
    builder.environment().put("PATH", bin.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    var process = builder.start();
    try {
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("ended in time").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(said);
  }

  private static void program(Path file, String does) throws IOException {
    Files.writeString(file, "#!%s%n%s%n".formatted(found("bash"), does));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path found(String tool) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }
}
