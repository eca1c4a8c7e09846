package lab.harmony.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class AtomicFilesTest {

  @TempDir Path folder;

  @Test
  void aFileIsWrittenWithItsFolders() {
    var file = folder.resolve("a/b/c.txt");
    AtomicFiles.write(file, "soft");
    assertThat(file).hasContent("soft");
  }

  @Test
  void aFailureHalfwayLeavesTheOldContentAndNothingElse() throws IOException {
    var file = folder.resolve("notebook.ipynb");
    AtomicFiles.write(file, "before");

    assertThatThrownBy(() ->
            AtomicFiles.write(
                file,
                out -> {
                  out.write(new byte[1000]);
                  throw new IOException("disk full");
                }))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("notebook.ipynb");

    assertThat(file).hasContent("before");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aFileWhereAFolderIsNeededIsNamedWithWhatToDo() {
    AtomicFiles.write(folder.resolve("experiments"), "a file");
    assertThatThrownBy(() -> AtomicFiles.write(folder.resolve("experiments/a/b.txt"), "soft"))
        .isInstanceOf(AtomicFiles.NotWritten.class)
        .hasMessageContaining("a file stands where a folder is needed");
  }

  @Test
  void aNameAsLongAsNamesCanBeIsWritten() {
    var file = folder.resolve("a".repeat(255));
    AtomicFiles.write(file, "soft");
    assertThat(file).hasContent("soft");
  }

  /// Under Linux a device says it is full at the first byte.
  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsNamedWithWhatToDo() throws IOException {
    try (var full = FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE)) {
      assertThatThrownBy(() ->
              AtomicFiles.write(
                  folder.resolve("a.txt"), out -> full.write(ByteBuffer.wrap(new byte[1]))))
          .isInstanceOf(AtomicFiles.NotWritten.class)
          .hasMessageContaining("a.txt could not be written: the disk is full. Free some space");
    }
  }
}
