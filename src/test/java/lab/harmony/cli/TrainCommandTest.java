package lab.harmony.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import lab.harmony.FewPrompts;
import lab.harmony.diffusion.weights.SafetensorsFile;
import lab.harmony.doodle.drawing.DoodleArchetype;
import lab.harmony.doodle.drawing.DoodleEmotion;
import lab.harmony.doodle.drawing.FaceDescription;
import lab.harmony.doodle.drawing.FaceRenderer;
import lab.harmony.models.FolderCatalogue;
import lab.harmony.workspace.DataFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("process")
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {"harmony.engine.threads=1", "harmony.worker.enabled=true"})
@ActiveProfiles("headless")
@DirtiesContext
class TrainCommandTest {

  @TempDir static Path folder;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) throws IOException {
    FewPrompts.write(folder.resolve("workspace/prompts"));
    registry.add("harmony.data", () -> folder.resolve("data").toString());
    registry.add("harmony.workspace", () -> folder.resolve("workspace").toString());
  }

  @Autowired ApplicationContext context;
  private Path spec;
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  @BeforeEach
  void aFewDrawnFaces() throws IOException {
    FileSystemUtils.deleteRecursively(folder.resolve("data/trainings/tiny-lora"));
    Files.deleteIfExists(folder.resolve("data/models/tiny-lora.safetensors"));
    var faces = Files.createDirectories(folder.resolve("faces/2_soft girl"));
    var random = new Random(1);
    for (var emotion : DoodleEmotion.values()) {
      var face = FaceDescription.coherent(DoodleArchetype.SOFT, emotion, random);
      var name = emotion.word();
      ImageIO.write(FaceRenderer.draw(face), "png", faces.resolve(name + ".png").toFile());
      Files.writeString(faces.resolve(name + ".txt"), "soft girl, " + name);
    }
    spec = folder.resolve("spec.yaml");
    write("");
  }

  private void write(String more) throws IOException {
    Files.writeString(
        spec,
        "name: tiny-lora\n"
            + "model: doodle-base\n"
            + "dataset: faces\n"
            + "epochs: 2\n"
            + "batch: 2\n"
            + "learning_rate: 1e-3\n"
            + (more.contains("rank") ? "" : "rank: 4\n")
            + more);
  }

  /// A verb closes what it opens; these services stay.
  private ConfigurableApplicationContext lab() {
    var opened = new GenericApplicationContext(context);
    opened.refresh();
    return opened;
  }

  private int train(String... more) {
    out = new StringWriter();
    err = new StringWriter();
    return new CommandLine(new TrainCommand(this::lab))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(
            Stream.concat(Stream.of(spec.toString(), "--json"), Stream.of(more))
                .toArray(String[]::new));
  }

  private JsonNode result() {
    return JsonMapper.builder().build().readTree(out.toString()).path(0);
  }

  @Test
  void aTrainingEndsAsAnAdapterAmongTheModelsAndGoesOnForMoreEpochs() throws IOException {
    assertThat(train()).as(err.toString()).isZero();
    assertThat(result().path("state").asString()).isEqualTo("finished");
    var data = new DataFolder(folder.resolve("data"));
    assertThat(new FolderCatalogue(data).adapters())
        .extracting(adapter -> adapter.name().value())
        .contains("tiny-lora");
    var training = data.trainings().resolve("tiny-lora");
    assertThat(Files.readAllLines(training.resolve("steps.jsonl"))).hasSize(8);
    assertThat(err.toString()).contains("8 steps in 2 epochs").contains("Epoch 2: loss");

    assertThat(train()).isZero();
    assertThat(err.toString()).contains("All 8 steps are done already").doesNotContain("Epoch");

    assertThat(exported()).hasSize(1 + 8);
    var given = SafetensorsFile.open(data.models().resolve("tiny-lora.safetensors"));
    assertThat(given.metadata())
        .containsEntry("ss_network_dim", "4")
        .doesNotContainKeys("ss_dataset_dirs", "ss_tag_frequency");
    assertThat(given.metadata().toString()).doesNotContain("soft girl");
    assertThat(SafetensorsFile.open(training.resolve("tiny-lora-diffusers.safetensors")).names())
        .allMatch(name -> name.startsWith("unet.") && name.contains(".lora_"));

    assertThat(train("--epochs", "3")).as(err.toString()).isZero();
    assertThat(Files.readAllLines(training.resolve("steps.jsonl"))).hasSize(12);
    assertThat(err.toString()).contains("The adapter that was there is now called tiny-lora-");

    write("rank: 8\n");
    assertThat(train()).isEqualTo(1);
    assertThat(err.toString()).contains("rank 4, and the spec now says 8");
  }

  @Test
  void aTrainingWithoutAUsableCheckpointDoesNotBeginAnewAndKeepsItsRecords() throws IOException {
    assertThat(train()).as(err.toString()).isZero();
    var training = folder.resolve("data/trainings/tiny-lora");
    try (var checkpoints = Files.list(training.resolve("checkpoints"))) {
      for (var checkpoint : checkpoints.toList()) {
        Files.write(checkpoint, new byte[] {1, 2, 3});
      }
    }
    assertThat(train("--epochs", "3")).isEqualTo(1);
    assertThat(result().path("reason").asString())
        .contains("none of its checkpoints can be used")
        .contains("Move the folder");
    assertThat(Files.readAllLines(training.resolve("steps.jsonl"))).hasSize(8);
  }

  private List<String> exported() throws IOException {
    var records = new StringWriter();
    new CommandLine(new RecordsCommand(this::lab))
        .setOut(new PrintWriter(records))
        .setErr(new PrintWriter(err))
        .execute("export", "tiny-lora");
    return RecordsCommandTest.checked(records.toString());
  }

  @Test
  void aTrialSaysWhatATrainingWillTakeAndChangesNothing() {
    assertThat(train("--estimate")).as(err.toString()).isZero();
    assertThat(err.toString()).contains("tiny-lora: About").contains("8 steps of");
    assertThat(result().path("secondsPerStep").asDouble(0)).isPositive();
    assertThat(folder.resolve("data/trainings/tiny-lora")).doesNotExist();
    assertThat(new DataFolder(folder.resolve("data")).models().resolve("tiny-lora.safetensors"))
        .doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "optimiser: prodigy\ntext_encoder_learning_rate: 0.5\n",
        "gradient_accumulation: 2\n"
            + "dropout: 0.2\n"
            + "mirror: true\n"
            + "shuffle_captions: true\n"
            + "keep_tags: 1\n",
        "precision: bfloat16\n"
            + "size: 64\n"
            + "gradient_checkpointing: true\n"
            + "regularisation: faces\n"
            + "prior_weight: 0.5\n",
      })
  void whatASpecCanAskForIsTrained(String settings) throws IOException {
    write(settings);
    assertThat(train()).as(err.toString()).isZero();
    assertThat(result().path("state").asString()).isEqualTo("finished");
    exported();
  }

  @Test
  void afterATrainingThatFailsTheNextIsTrained() throws IOException {
    var wrong = folder.resolve("wrong.yaml");
    Files.writeString(wrong, "name: x\nmodel: nobody\ndataset: faces\n");
    try (var pictures = Files.newDirectoryStream(folder.resolve("faces/2_soft girl"), "*.png")) {
      for (var picture : pictures) {
        Files.write(picture, new byte[] {1, 2, 3});
      }
    }
    assertThat(train(wrong.toString())).isEqualTo(1);
    var all = JsonMapper.builder().build().readTree(out.toString());
    assertThat(all.path(0).path("reason").asString()).contains(".png");
    assertThat(all.path(1).path("reason").asString())
        .contains("no model \"nobody\"")
        .contains("doodle-base");
  }

  @Test
  void aTrainingThatGivesNoNumbersStopsAtTheLastGoodStepAndSaysWhatToDo() throws IOException {
    write("schedule: constant\nwarmup: 0\nclip_norm: 1000000\n");
    Files.writeString(
        spec, Files.readString(spec).replace("learning_rate: 1e-3", "learning_rate: 10"));
    assertThat(train("--epochs", "40")).isEqualTo(1);
    assertThat(result().path("state").asString()).isEqualTo("failed");
    assertThat(result().path("reason").asString())
        .contains("no numbers")
        .contains("Lower the learning rate");
  }
}
