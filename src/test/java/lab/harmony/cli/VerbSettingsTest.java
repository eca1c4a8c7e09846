package lab.harmony.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class VerbSettingsTest {

  private static final String DATA = "harmony.data";
  private static final String WORKSPACE = "harmony.workspace";

  @TempDir Path folder;
  private final StringWriter said = new StringWriter();

  @BeforeEach
  void foldersThatTheSettingsName() throws IOException {
    System.setProperty(DATA, folder.resolve("data").toString());
    System.setProperty(WORKSPACE, folder.resolve("workspace").toString());
    Files.createDirectories(folder.resolve("workspace/prompts"));
    var models = Files.createDirectories(folder.resolve("data/models"));
    Files.copy(
        Path.of("src/test/resources/goldens/sd15/single-file.safetensors"),
        models.resolve("of-the-settings.safetensors"));
  }

  @AfterEach
  void forget() {
    System.clearProperty(DATA);
    System.clearProperty(WORKSPACE);
    System.clearProperty("harmony.person");
  }

  private int lab(String... words) {
    return Lab.commandLine()
        .setOut(new PrintWriter(said, true))
        .setErr(new PrintWriter(said, true))
        .execute(words);
  }

  @Test
  void theModelsAreThoseOfTheDataFolderThatTheSettingsName() {
    assertThat(lab("models")).isZero();
    assertThat(said.toString()).contains("of-the-settings");
  }

  @Test
  void picturesAreDrawnWithTheModelsOfTheDataFolderThatTheSettingsName() {
    assertThat(
            lab(
                "generate",
                "--model",
                "nobody",
                "--prompt",
                "a face",
                "--seed",
                "1",
                "-o",
                folder.resolve("nothing.png").toString()))
        .isPositive();
    assertThat(said.toString()).contains("there are").contains("of-the-settings");
  }

  @Test
  void linksAreMadeInTheDataFolderThatTheSettingsName() {
    assertThat(lab("link")).isZero();
    assertThat(said.toString())
        .contains("No lab runs on the data folder " + folder.resolve("data"));
  }

  @Test
  void linksAreForTheOwnerOfTheLabWhoeverTheSettingsName() {
    System.setProperty("harmony.person", "Grace");
    assertThat(lab("link")).isZero();
    assertThat(said.toString()).contains("It signs the owner of the lab in once");
  }

  @Test
  void scoresAreReadWithTheNamesOfTheWorkspace() throws IOException {
    var prompts = folder.resolve("workspace/prompts");
    Files.writeString(prompts.resolve("archetypes.yaml"), "tender:\n  phrase: tender\n");
    Files.writeString(prompts.resolve("emotions.yaml"), "afraid:\n  phrase: afraid\n");
    Files.writeString(
        prompts.resolve("templates.yaml"),
        "short:\n  prompt: \"{archetype} anime girl, {emotion}\"\n  negative: \"\"\n");
    var scores = folder.resolve("scores.csv");
    Files.writeString(
        scores,
        "filename,archetype,emotion,harmony_score,notes\n"
            + "a.png,tender,afraid,3,\n"
            + "b.png,tender,afraid,2,\n");
    assertThat(lab("analyze", scores.toString())).as(said.toString()).isZero();
    assertThat(said.toString()).contains("tender");
  }
}
