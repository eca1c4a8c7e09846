package lab.harmony.training.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lab.harmony.doodle.FaceDataset;
import lab.harmony.models.FolderCatalogue;
import lab.harmony.training.drawing.DatasetJobs;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.MigratedDatabase;
import lab.harmony.workspace.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

@Tag("unit")
class SpecNeedsTest {

  @TempDir Path folder;
  private Path experiment;
  private SpecNeeds needs;

  @BeforeEach
  void aWorkspace() throws IOException {
    var root = folder.resolve("workspace");
    experiment = Files.createDirectories(root.resolve("experiments/one"));
    FileSystemUtils.copyRecursively(Path.of("prompts"), root.resolve("prompts"));
    var workspace = new Workspace(root);
    needs =
        new SpecNeeds(
            workspace,
            new FolderCatalogue(new DataFolder(folder.resolve("data"))),
            new DatasetJobs(JdbcClient.create(MigratedDatabase.inMemory()), workspace));
  }

  private TrainingSpec spec(String lines) throws IOException {
    var file = experiment.resolve("training.yaml");
    Files.writeString(file, "name: one\n" + lines);
    return TrainingSpec.read(file);
  }

  private Need dataset(String name) throws IOException {
    return needs.of(spec("model: doodle-base\ndataset: %s\n".formatted(name))).getLast();
  }

  @Test
  void aDatasetIsDrawnWhereNothingIsAndOnlyInTheWorkspace() throws IOException {
    assertThat(dataset("faces"))
        .isEqualTo(
            new Need.Drawable(
                "Dataset",
                "experiments/one/faces has no pictures yet",
                experiment.resolve("faces"),
                FaceDataset.PICTURES,
                ""));
    Files.createDirectory(experiment.resolve("faces"));
    assertThat(dataset("faces")).isInstanceOf(Need.Drawable.class);
    Files.writeString(experiment.resolve("faces/notes.txt"), "mine");
    assertThat(dataset("faces"))
        .isInstanceOfSatisfying(
            Need.Missing.class,
            missing ->
                assertThat(missing.words()).startsWith("experiments/one/faces has no metadata"));

    assertThat(dataset("/nowhere/faces")).isInstanceOf(Need.Missing.class);
    assertThat(dataset("../../../elsewhere")).isInstanceOf(Need.Missing.class);
    Files.createSymbolicLink(experiment.resolve("out"), folder);
    assertThat(dataset("out/faces")).isInstanceOf(Need.Missing.class);
  }

  @Test
  void whatIsMissingBesidesIsNamedWithWhatToDo() throws IOException {
    var spec = spec("model: nobody\ndataset: faces\nregularisation: others\n");
    assertThat(needs.of(spec))
        .extracting(Need::what)
        .containsExactly("Model", "Dataset", "Regularisation");
    assertThat(needs.of(spec).getFirst())
        .isInstanceOfSatisfying(
            Need.Missing.class,
            missing -> assertThat(missing.words()).contains("no model \"nobody\"", "doodle-base"));
    assertThat(needs.of(spec).getLast())
        .isInstanceOfSatisfying(
            Need.Missing.class,
            missing -> assertThat(missing.words()).contains("take \"regularisation\" out"));
    assertThat(needs.refusal(spec))
        .hasValueSatisfying(words -> assertThat(words).contains("nobody"));
  }

  @Test
  void picturesThatAreThereAreCountedAndThoseLeftOutNamed() throws IOException {
    var faces = Files.createDirectories(experiment.resolve("faces"));
    Files.writeString(
        faces.resolve("metadata.csv"), "file_name,text\na.png,one\nb.png,two\ngone.png,three\n");
    Files.write(faces.resolve("a.png"), new byte[] {1});
    Files.write(faces.resolve("b.png"), new byte[] {1});
    assertThat(dataset("faces"))
        .isEqualTo(
            new Need.Ready(
                "Dataset",
                "2 pictures in experiments/one/faces; 1 left out, the first:"
                    + " experiments/one/faces/gone.png is not there"));
  }

  @Test
  void everythingThatIsWrongWithThePromptsIsNamed() throws IOException {
    Files.writeString(folder.resolve("workspace/prompts/archetypes.yaml"), "soft: {\n");
    assertThat(dataset("faces"))
        .isInstanceOfSatisfying(
            Need.Missing.class,
            missing -> {
              assertThat(missing.what()).isEqualTo("Prompts");
              assertThat(missing.words()).contains("archetypes.yaml");
            });
  }
}
