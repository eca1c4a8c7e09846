package lab.harmony.training.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import lab.harmony.workspace.AtomicFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class GrowingLinesTest {

  @TempDir Path folder;
  private Path file;
  private final List<Long> parsed = new ArrayList<>();
  private GrowingLines<Long> lines;

  @BeforeEach
  void aFile() {
    file = folder.resolve("steps.jsonl");
    lines =
        new GrowingLines<>(
            file,
            line -> {
              parsed.add(line.path("step").asLong(-1));
              return line.path("step").asLong(-1);
            });
  }

  private void append(String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static String line(long step) {
    return "{\"step\":%d}\n".formatted(step);
  }

  @Test
  void eachLineIsParsedOnce() throws IOException {
    assertThat(lines.now()).isEmpty();
    for (long step = 1; step <= 10_000; step++) {
      append(step % 100 == 0 ? line(step) + "no record\n" : line(step));
      if (step % 1000 == 0) {
        assertThat(lines.now()).hasSize((int) step).last().isEqualTo(step);
      }
    }
    assertThat(parsed).hasSize(10_000);
    assertThat(lines.now()).isSameAs(lines.now());
  }

  @Test
  void aLineThatIsBeingWrittenComesWhenItIsComplete() throws IOException {
    append(line(1) + "{\"st");
    assertThat(lines.now()).containsExactly(1L);
    append("ep\":2}");
    assertThat(lines.now()).containsExactly(1L, 2L);
    append("\n" + line(3));
    assertThat(lines.now()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aFileThatWasReplacedOrCutIsReadFromItsBeginning() throws IOException {
    append(line(1) + line(2) + line(3));
    assertThat(lines.now()).containsExactly(1L, 2L, 3L);
    AtomicFiles.write(file, line(1) + line(7) + line(8));
    assertThat(lines.now()).containsExactly(1L, 7L, 8L);
    Files.writeString(file, line(9));
    assertThat(lines.now()).containsExactly(9L);
    Files.delete(file);
    assertThat(lines.now()).isEmpty();
  }

  @Test
  void whatIsLongerThanAnyRecordIsPassedOver() throws IOException {
    append("x".repeat(3 << 20) + "\n" + line(4));
    assertThat(lines.now()).containsExactly(4L);
  }
}
