package lab.harmony.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class LabTest {

  @Test
  void everyVerbStandsInTheScriptAndInTheDocs() throws IOException {
    var script = Files.readString(Path.of("lab"));
    var docs = Files.readString(Path.of("docs/cli.md"));
    for (var verb : Lab.commandLine().getSubcommands().keySet()) {
      assertThat(script).contains("./lab " + verb);
      assertThat(docs).contains("`./lab " + verb);
    }
  }

  @Test
  void anUnknownVerbIsTwoAndHelpIsZero() {
    assertThat(execute("dance")).isEqualTo(2);
    assertThat(execute("--help")).isZero();
  }

  private static int execute(String... arguments) {
    return Lab.commandLine()
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(new StringWriter()))
        .execute(arguments);
  }
}
