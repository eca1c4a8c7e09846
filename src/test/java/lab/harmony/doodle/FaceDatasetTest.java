package lab.harmony.doodle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
class FaceDatasetTest {

  @TempDir Path folder;

  private List<String> names() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aDrawingThatIsEndedLeavesNothing() throws IOException {
    assertThatThrownBy(() ->
            FaceDataset.draw(
                folder.resolve("experiments/of/faces"),
                1,
                (pictures, all) -> {
                  assertThat(all).isEqualTo(417);
                  if (pictures == 3) {
                    throw new CancellationException("enough");
                  }
                }))
        .isInstanceOf(CancellationException.class);
    assertThat(names()).isEmpty();
  }

  @Test
  void aDrawingWhoseProcessIsKilledLeavesNoDatasetAndTheNextOneIsWhole() throws Exception {
    Files.createDirectory(folder.resolve("faces")); // An empty folder is no dataset.
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                MakeFaces.class.getName(),
                folder.resolve("faces").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said.txt").toFile())
            .start();
    try {
      await()
          .atMost(Duration.ofMinutes(1))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> Files.exists(folder.resolve(".faces.part/stoic_neutral_000.png")));
      assertThatThrownBy(() -> FaceDataset.draw(folder.resolve("faces"), 1, (_, _) -> {}))
          .hasMessageContaining("it is being drawn already");
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(FaceDataset.isFree(folder.resolve("faces"))).isTrue();

    FaceDataset.draw(folder.resolve("faces"), 1, (_, _) -> {});
    assertThat(Files.readAllLines(folder.resolve("faces/metadata.csv"))).hasSize(1 + 417);
    try (var files = Files.list(folder.resolve("faces"))) {
      assertThat(files).hasSize(417 + 1);
    }
    assertThat(names()).containsExactly("faces", "said.txt");
  }

  @Test
  void whatIsThereIsNeverReplaced() throws IOException {
    Files.writeString(Files.createDirectory(folder.resolve("faces")).resolve("mine.txt"), "mine");
    assertThatThrownBy(() -> FaceDataset.draw(folder.resolve("faces"), 1, (_, _) -> {}))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(folder.resolve("faces/mine.txt")).hasContent("mine");
  }
}
