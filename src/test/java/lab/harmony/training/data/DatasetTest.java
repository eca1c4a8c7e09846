package lab.harmony.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lab.harmony.prompts.PromptLibrary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetTest {

  @TempDir Path folder;
  private PromptLibrary library;

  @BeforeEach
  void theRepositorysPrompts() {
    library = PromptLibrary.load(Path.of("prompts"));
  }

  @Test
  void foldersOfKohyasTrainerAreReadWithRepeatsAndCaptions() throws IOException {
    var faces = Files.createDirectories(folder.resolve("3_soft face"));
    Files.write(faces.resolve("a.png"), new byte[1]);
    Files.writeString(faces.resolve("a.txt"), "a sad girl\nanother line\n");
    Files.write(faces.resolve("b.jpg"), new byte[1]);
    Files.writeString(faces.resolve("b.caption"), "  \n");
    Files.write(faces.resolve("c.webp"), new byte[1]);
    Files.writeString(faces.resolve("notes.md"), "no picture");
    Files.createDirectories(folder.resolve("regular"));
    var dataset = Dataset.read(folder, library);
    assertThat(dataset.pictures())
        .containsExactly(
            new Dataset.Picture(faces.resolve("a.png"), "a sad girl", 3),
            new Dataset.Picture(faces.resolve("c.webp"), "soft face", 3));
    assertThat(dataset.unusable())
        .extracting(one -> one.file().getFileName() + " " + one.reason())
        .satisfiesExactly(
            line -> assertThat(line).contains("b.jpg has an empty caption in b.caption"),
            line -> assertThat(line).contains("regular is left out").contains("10_faces"));
  }

  @Test
  void tablesOfFileNamesAndTextsAreRead() throws IOException {
    Files.write(folder.resolve("a.png"), new byte[1]);
    Files.writeString(folder.resolve("metadata.csv"), "file_name,text\na.png,\"a, b\"\nb.png,c\n");
    var csv = Dataset.read(folder, library);
    assertThat(csv.pictures())
        .containsExactly(new Dataset.Picture(folder.resolve("a.png"), "a, b", 1));
    assertThat(csv.unusable().getFirst().reason()).isEqualTo("is not there");

    Files.writeString(
        folder.resolve("metadata.jsonl"), "{\"file_name\":\"a.png\",\"text\":\"from json\"}\n\n");
    assertThat(Dataset.read(folder, library).pictures().getFirst().caption())
        .isEqualTo("from json");
    Files.writeString(
        folder.resolve("metadata.jsonl"), "{\"file_name\":\"../../x.png\",\"text\":\"t\"}");
    assertThatThrownBy(() -> Dataset.read(folder, library))
        .isInstanceOf(TrainingProblem.class)
        .hasMessageContaining("line 1");
  }

  @Test
  void onlyFacesWithTwoOrThreePointsTrain() throws IOException {
    Files.write(folder.resolve("a.png"), new byte[1]);
    Files.write(folder.resolve("b.png"), new byte[1]);
    Files.writeString(
        folder.resolve("annotations.csv"),
        "filename,archetype,emotion,harmony_score,notes\na.png,soft,sad,3,\nb.png,stoic,angry,1,blurred\n");
    var dataset = Dataset.read(folder, library);
    assertThat(dataset.pictures()).hasSize(1);
    assertThat(dataset.pictures().getFirst().caption()).contains("soft").contains("sad");
    assertThat(dataset.unusable().getFirst().reason()).contains("its harmony score is 1");
  }
}
