package lab.harmony.blind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class ToldFilesTest {

  private static final String TOLD = "a".repeat(64);
  private static final String OTHER = "b".repeat(64);

  @TempDir Path folder;

  private Path workspace;

  @BeforeEach
  void aWorkspace() throws IOException {
    workspace = Files.createDirectories(folder.resolve("workspace"));
  }

  @Test
  void aWorkspaceThatIsALinkIsLookedThrough() throws IOException {
    tell(workspace.resolve("notebooks/one.ipynb"));
    assertThat(in(Files.createSymbolicLink(folder.resolve("linked"), workspace)))
        .containsExactly(TOLD);
  }

  @Test
  void soAreFoldersAndFilesInItThatAreLinks() throws IOException {
    tell(folder.resolve("elsewhere/one.ipynb"));
    var link =
        Files.createSymbolicLink(workspace.resolve("notebooks"), folder.resolve("elsewhere"));
    assertThat(in(workspace)).containsExactly(TOLD);
    Files.delete(link);
    assertThat(in(workspace)).isEmpty();
    Files.createSymbolicLink(workspace.resolve("one.html"), folder.resolve("elsewhere/one.ipynb"));
    assertThat(in(workspace)).containsExactly(TOLD);
  }

  @Test
  void whatCannotBeLookedAtHidesNothingElse() throws IOException {
    for (var name : Set.of("a", "m", "z")) {
      tell(workspace.resolve("reports/%s/of-%s.html".formatted(name, name)));
      Files.createSymbolicLink(workspace.resolve("in-a-circle-" + name), workspace);
      Files.createSymbolicLink(workspace.resolve("%s-gone.json".formatted(name)), Path.of("none"));
      var locked = Files.createDirectories(workspace.resolve("%s-locked".formatted(name)));
      assertThat(locked.toFile().setReadable(false)).isTrue();
    }
    try {
      assertThat(in(workspace)).containsExactly(TOLD);
    } finally {
      for (var name : Set.of("a", "m", "z")) {
        assertThat(workspace.resolve(name + "-locked").toFile().setReadable(true)).isTrue();
      }
    }
  }

  @Test
  void endingsInCapitalsAndOtherEncodingsTellAsWell() throws IOException {
    Files.write(
        workspace.resolve("ONE.HTML"),
        ("\u00e4 " + ToldFiles.SEALED_UNDER + TOLD).getBytes(StandardCharsets.ISO_8859_1));
    assertThat(in(workspace)).containsExactly(TOLD);
  }

  @Test
  void whatOnlyNamesACommitmentTellsNothing() throws IOException {
    Files.writeString(workspace.resolve("note.json"), "{\"commitment\": \"%s\"}".formatted(TOLD));
    Files.writeString(workspace.resolve("told.txt"), ToldFiles.SEALED_UNDER + TOLD);
    assertThat(in(workspace)).isEmpty();
    assertThat(in(folder.resolve("not there"))).isEmpty();
  }

  private static Set<String> in(Path folder) {
    return ToldFiles.in(folder, Set.of(TOLD, OTHER));
  }

  private static void tell(Path file) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, "Rated blind; " + ToldFiles.SEALED_UNDER + TOLD + ".");
  }
}
