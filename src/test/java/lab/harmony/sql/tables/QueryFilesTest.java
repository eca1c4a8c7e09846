package lab.harmony.sql.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lab.harmony.workspace.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class QueryFilesTest {

  @TempDir Path folder;

  private Path root;
  private QueryFiles files;

  @BeforeEach
  void write() throws IOException {
    root = Files.createDirectories(folder.resolve("workspace"));
    for (var name : List.of("experiments/a/x.csv", "experiments/b/x.csv", "experiments/b/y.txt")) {
      Files.createDirectories(root.resolve(name).getParent());
      Files.writeString(root.resolve(name), "n\n1\n");
    }
    Files.writeString(folder.resolve("secret.csv"), "n\n1\n");
    files = new QueryFiles(new Workspace(root));
  }

  @Test
  void tablesOfTheWorkspaceAreFoundByNameAndByPattern() {
    assertThat(files.named(List.of("experiments/a/x.csv"))).containsOnlyKeys("experiments/a/x.csv");
    assertThat(files.named(List.of("experiments/*/x.csv")))
        .containsOnlyKeys("experiments/a/x.csv", "experiments/b/x.csv");
    assertThat(files.named(List.of("experiments/**.csv"))).hasSize(2);
  }

  @Test
  void nothingElseIsFound() throws IOException {
    Files.createSymbolicLink(root.resolve("link.csv"), folder.resolve("secret.csv"));
    Files.createSymbolicLink(root.resolve("out"), folder);

    assertThat(
            files.named(
                List.of(
                    "experiments/b/y.txt",
                    "experiments/none.csv",
                    "../secret.csv",
                    "experiments/../../secret.csv",
                    folder.resolve("secret.csv").toString(),
                    "link.csv",
                    "out/secret.csv",
                    "out/*.csv",
                    "../*.csv",
                    "/**/*.csv",
                    "a\0.csv",
                    "[.csv",
                    "{.csv",
                    "happy")))
        .isEmpty();
  }

  @Test
  void aFileThatChangesHasAnotherDigest() throws IOException {
    var file = root.resolve("experiments/a/x.csv");
    var before = files.sha256(file);
    assertThat(files.sha256(file)).isEqualTo(before);

    Files.writeString(file, "n\n22\n");

    assertThat(files.sha256(file)).isNotEqualTo(before);
  }

  @Test
  void moreThanAQueryMayReadIsRefused() throws IOException {
    for (int number = 0; number < 501; number++) {
      Files.writeString(root.resolve("many-%d.csv".formatted(number)), "n\n");
    }

    assertThatThrownBy(() -> files.named(List.of("many-*.csv")))
        .hasMessage("a query can read 500 files of 256 MB together; this one names 501 of 1.0 kB");
  }
}
