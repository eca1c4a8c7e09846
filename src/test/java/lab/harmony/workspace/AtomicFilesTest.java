package lab.harmony.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
