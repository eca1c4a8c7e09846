package lab.harmony.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class PartsClassifierTest {

  @TempDir Path folder;

  @Test
  void aConfigurationIsReadAsItWasWritten() throws IOException {
    PartsConfig config = new PartsConfig(64, List.of(8, 16), 4, List.of("calm", "cross"));
    Path file = Files.writeString(folder.resolve("config.json"), config.toJson());

    assertThat(file)
        .hasContent(
            """
            {
              "image_size": 64,
              "channels": [
                8,
                16
              ],
              "norm_num_groups": 4,
              "emotions": [
                "calm",
                "cross"
              ]
            }
            """);
    assertThat(PartsConfig.read(file)).isEqualTo(config);
  }

  @Test
  void aSizeThatTheStagesDoNotDivideIsNamed() throws IOException {
    Files.writeString(
        folder.resolve("config.json"),
        "{\"image_size\": 50, \"channels\": [8, 16], \"norm_num_groups\": 4, \"emotions\":"
            + " [\"calm\"]}");

    assertThatThrownBy(() -> PartsClassifier.load(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("config.json")
        .hasMessageContaining("got 50");
  }

  @Test
  void aFileThatIsNoConfigurationIsNamed() throws IOException {
    Files.writeString(folder.resolve("config.json"), "[1, 2]");

    assertThatThrownBy(() -> PartsClassifier.load(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not describe a parts classifier");
  }
}
