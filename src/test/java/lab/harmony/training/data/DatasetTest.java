package lab.harmony.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import lab.harmony.prompts.PromptLibrary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
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
        "filename,archetype,emotion,harmony_score,notes\n"
            + "a.png,soft,sad,3,\n"
            + "b.png,stoic,angry,1,blurred\n");
    var dataset = Dataset.read(folder, library);
    assertThat(dataset.pictures()).hasSize(1);
    assertThat(dataset.pictures().getFirst().caption()).contains("soft").contains("sad");
    assertThat(dataset.unusable().getFirst().reason()).contains("its harmony score is 1");
  }

  @Test
  void aRowThatCannotBeUsedIsNamedAndTheOthersTrain() throws IOException {
    Files.write(folder.resolve("a.png"), new byte[1]);
    Files.writeString(
        folder.resolve("metadata.jsonl"),
        """
        \uFEFF{"file_name": "a.png", "text": "one"}
        {"file_name": "a.png", "text": null}
        {"file_name": 5, "text": "x"}
        ["a.png", "x"]
        {"file_name": "a.png", "text":
        {"file_name": "../a.png", "text": "x"}

        {"file_name": "a.png", "text": "two"}\
        """
            .translateEscapes());
    var dataset = Dataset.read(folder, library);
    assertThat(dataset.pictures())
        .extracting(Dataset.Picture::caption)
        .containsExactly("one", "two");
    assertThat(dataset.unusable())
        .extracting(Dataset.Unusable::reason)
        .satisfiesExactly(
            reason -> assertThat(reason).contains("line 2: text must be a text, got null"),
            reason -> assertThat(reason).contains("line 3: file_name must be a text, got 5"),
            reason -> assertThat(reason).contains("line 4: it must be an object"),
            reason -> assertThat(reason).contains("line 5: it is not JSON"),
            reason -> assertThat(reason).contains("line 6: "));
  }

  @Test
  void tablesOfSpreadsheetsTrainToo() throws IOException {
    Files.write(folder.resolve("a.png"), new byte[1]);
    Files.writeString(
        folder.resolve("metadata.csv"),
        "\uFEFFFile_Name;Text\r\na.png;one\r\n;lost\r\na.png;\r\n;\r\n");
    var dataset = Dataset.read(folder, library);
    assertThat(dataset.pictures()).extracting(Dataset.Picture::caption).containsExactly("one");
    assertThat(dataset.unusable())
        .extracting(Dataset.Unusable::reason)
        .containsExactly(
            "has a row that is left out, line 3: the file_name is empty",
            "has a row that is left out, line 4: the text is empty");
    Files.delete(folder.resolve("metadata.csv"));
    Files.writeString(
        folder.resolve("annotations.csv"),
        "sep=;\n"
            + "filename;archetype;emotion;harmony_score;notes\n"
            + "a.png;soft;sad;3.0;\n"
            + "a.png;soft;sad;high;\n"
            + "a.png;soft;merry;3;\n"
            + ";;;;\n");
    var annotations = Dataset.read(folder, library);
    assertThat(annotations.pictures()).hasSize(1);
    assertThat(annotations.unusable())
        .extracting(Dataset.Unusable::reason)
        .satisfiesExactly(
            reason -> assertThat(reason).contains("line 4: harmony_score must be 0, 1, 2 or 3"),
            reason -> assertThat(reason).contains("line 5: ").contains("merry"));
  }

  @Test
  void captionsAreReadInTheEncodingsThatEditorsWrite() throws IOException {
    var faces = Files.createDirectories(folder.resolve("1_face"));
    for (var name : new String[] {"a", "b", "c", "d"}) {
      Files.write(faces.resolve(name + ".png"), new byte[1]);
    }
    Files.writeString(faces.resolve("a.txt"), "\uFEFFa sad girl\r\n");
    Files.writeString(faces.resolve("b.txt"), "\uFEFF悲しい顔\n", StandardCharsets.UTF_16LE);
    Files.writeString(faces.resolve("c.txt"), "\n\na cat\n", StandardCharsets.UTF_16BE);
    Files.writeString(faces.resolve("d.txt"), "été", StandardCharsets.ISO_8859_1);
    var dataset = Dataset.read(folder, library);
    assertThat(dataset.pictures())
        .extracting(Dataset.Picture::caption)
        .containsExactly("a sad girl", "悲しい顔", "a cat");
    assertThat(dataset.unusable().getFirst().reason()).contains("d.txt").contains("UTF-8");
  }
}
