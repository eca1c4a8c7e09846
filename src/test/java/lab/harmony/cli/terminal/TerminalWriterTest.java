package lab.harmony.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import lab.harmony.cli.Lab;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TerminalWriterTest {

  @Test
  void aNameCannotMoveTheCursorRingOrChangeTheTitle() {
    assertThat(shown("soft\u001b[2J\u0007\u009b31m\u0000\u007f.png"))
        .isEqualTo("soft\\u001b[2J\\u0007\\u009b31m\\u0000\\u007f.png");
  }

  @Test
  void aNameCannotTurnTheDirectionOfWriting() {
    assertThat(shown("gnp\u202eexe.\u2066x\u2069")).isEqualTo("gnp\\u202eexe.\\u2066x\\u2069");
  }

  @Test
  void aNameCannotOverwriteTheLineItStandsIn() {
    assertThat(shown("left out: good.png\rbad.png")).isEqualTo("left out: good.png\\u000dbad.png");
  }

  @Test
  void linesTabsProgressAndEveryLanguagePass() {
    var lines = "\rstep 1 of 2\tひらがな détail 🙂\nnext\n";
    assertThat(shown(lines)).isEqualTo(lines);
  }

  @Test
  void everyVerbWritesThroughIt() {
    var out = System.out;
    var bytes = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
      Lab.commandLine().getOut().println("\u001b]0;title\u0007");
    } finally {
      System.setOut(out);
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8).strip()).isEqualTo("\\u001b]0;title\\u0007");
  }

  private static String shown(String text) {
    var written = new StringWriter();
    var writer = TerminalWriter.over(written);
    writer.print(text);
    writer.flush();
    return written.toString();
  }
}
