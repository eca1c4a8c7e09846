package lab.harmony.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class SafePathTest {

  @TempDir Path root;

  @Test
  void namesBelowTheRootAreResolved() {
    assertThat(SafePath.inside(root, "a/b.png")).isEqualTo(root.resolve("a/b.png"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ".", "..", "../x", "a/../../x", "/etc/passwd", "a\0b"})
  void namesThatLeadOutAreRefused(String name) {
    assertThatThrownBy(() -> SafePath.inside(root, name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("inside " + root);
  }

  @Test
  void linksThatLeadOutAreRefused() throws IOException {
    Files.createSymbolicLink(root.resolve("out"), Path.of("/etc"));
    Files.createSymbolicLink(root.resolve("dangling"), Path.of("/nowhere/at/all"));

    assertThatThrownBy(() -> SafePath.inside(root, "out/passwd"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SafePath.inside(root, "dangling"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
