package lab.harmony.training.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import lab.harmony.diffusion.check.EngineSelfCheck;
import lab.harmony.diffusion.check.WrongMachine;
import lab.harmony.diffusion.train.LoraTraining;
import lab.harmony.diffusion.weights.ModelException;
import lab.harmony.diffusion.weights.SafetensorsFile;
import lab.harmony.doodle.drawing.DoodleArchetype;
import lab.harmony.doodle.drawing.DoodleEmotion;
import lab.harmony.doodle.drawing.FaceDescription;
import lab.harmony.doodle.drawing.FaceRenderer;
import lab.harmony.models.FolderCatalogue;
import lab.harmony.models.ModelName;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.prompts.MatrixSpec;
import lab.harmony.prompts.PromptLibrary;
import lab.harmony.training.data.Dataset;
import lab.harmony.training.data.LatentCache;
import lab.harmony.training.records.Evaluation;
import lab.harmony.training.records.FixedRecipe;
import lab.harmony.training.records.TrainingRecords;
import lab.harmony.training.records.Wish;
import lab.harmony.training.spec.TrainingSpec;
import lab.harmony.workspace.DataFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
class TrainerTest {

  private static final PromptLibrary LIBRARY = PromptLibrary.load(Path.of("prompts"));

  @TempDir Path folder;
  private final List<String> said = new ArrayList<>();
  private TrainingSpec spec;
  private boolean running;
  private List<MatrixPrompt> pinned = List.of();

  @BeforeEach
  void aFewFaces() throws IOException {
    faces();
    write("evaluate_every: 1");
  }

  private void faces() throws IOException {
    var faces = Files.createDirectories(folder.resolve("faces/1_soft girl"));
    var random = new Random(1);
    for (var emotion : DoodleEmotion.values()) {
      var face = FaceDescription.coherent(DoodleArchetype.SOFT, emotion, random);
      ImageIO.write(
          FaceRenderer.draw(face), "png", faces.resolve(emotion.word() + ".png").toFile());
    }
  }

  private void write(String more) throws IOException {
    var file = folder.resolve("training.yaml");
    Files.writeString(
        file,
        "name: counted\nmodel: doodle-base\ndataset: faces\nrank: 2\nbatch: 2\nsize: 64\n"
            + "epochs: 1\n"
            + more);
    spec = TrainingSpec.read(file);
  }

  /// Two full batches of fixed prompts, drawn with the parts of a lab.
  private Trainer trainer(EngineSelfCheck check, Machine machine) {
    var data = new DataFolder(folder.resolve("data"));
    var catalogue = new FolderCatalogue(data);
    var prompts =
        LIBRARY.matrix(
            new MatrixSpec(
                LIBRARY.templates().getFirst().name(),
                List.of("soft", "stoic", "energetic"),
                List.of(),
                List.of(5.0, 7.0),
                List.of(42L)));
    assertThat(prompts.prompts()).hasSize(2 * Evaluation.TOGETHER);
    var judge = catalogue.judge();
    return new Trainer(
        spec,
        catalogue.find(new ModelName("doodle-base")).orElseThrow(),
        new Trainer.Place(
            training(),
            new LatentCache(data.latents()),
            new Exam(
                judge.folder(), judge.name().value(), judge.sha256(), prompts.prompts(), pinned),
            check,
            machine,
            Clock.systemUTC()),
        new Trainer.Listener() {
          @Override
          public void said(String line) {
            said.add(line);
          }

          @Override
          public void running(long steps, long total) {
            running = true;
          }

          @Override
          public void step(LoraTraining.Report report, long total, double secondsPerStep) {}
        });
  }

  private static Stream<MatrixPrompt> prompts(List<String> archetypes, List<Double> scales) {
    return LIBRARY
        .matrix(
            new MatrixSpec(
                LIBRARY.templates().getFirst().name(), archetypes, List.of(), scales, List.of(42L)))
        .prompts()
        .stream();
  }

  private Path training() {
    return folder.resolve("data/trainings/counted");
  }

  private Trainer.TrainingPictures pictures() {
    return new Trainer.TrainingPictures(
        Dataset.read(spec.data().dataset(), LIBRARY), Optional.empty());
  }

  /// Its time goes on by a second with each step of the sampler, and with nothing else.
  private static final class Counting implements Machine {
    private long steps;

    @Override
    public OptionalLong usedMemory() {
      return OptionalLong.empty();
    }

    @Override
    public OptionalLong freeMemory() {
      return OptionalLong.empty();
    }

    @Override
    public long nanoTime() {
      return steps * 1_000_000_000;
    }

    @Override
    public long freeDisk(Path of) {
      return Long.MAX_VALUE;
    }
  }

  @Test
  void theEstimateOfAnEvaluationIsTheWorkThatTheEvaluationIs() {
    var machine = new Counting();
    var real = new int[1];
    // A batch of pinned prompts besides; what is fixed already is not drawn twice.
    pinned =
        Stream.concat(
                prompts(List.of("melancholic"), List.of(5.0, 7.0, 9.0)),
                prompts(List.of("soft"), List.of(5.0)))
            .toList();
    var outcome =
        trainer(EngineSelfCheck.in(folder), machine)
            .run(
                pictures(),
                // Asked at each step of the sampler, in trials and in evaluations.
                () -> {
                  machine.steps++;
                  boolean isDrawn = !TrainingRecords.evaluations(training()).isEmpty();
                  // What comes between the estimate and the evaluation is drawing alone.
                  real[0] += TrainingRecords.estimate(training()).isPresent() && !isDrawn ? 1 : 0;
                  return isDrawn;
                });
    assertThat(outcome).isInstanceOf(Trainer.Outcome.Stopped.class);
    assertThat(TrainingRecords.evaluations(training()))
        .singleElement()
        .satisfies(evaluation -> {
          assertThat(evaluation.faces()).hasSize(2 * Evaluation.TOGETHER);
          assertThat(evaluation.success().possible()).isEqualTo(3 * 2 * Evaluation.TOGETHER);
          assertThat(evaluation.pinned())
              .as("without the 4 that are fixed")
              .hasSize(Evaluation.TOGETHER)
              .allSatisfy(face -> {
                assertThat(training().resolve(face.file())).exists();
                var drawn = face.drawn().orElseThrow();
                assertThat(pinned).extracting(MatrixPrompt::prompt).contains(drawn.prompt());
                assertThat(drawn.settings())
                    .isEqualTo("sampler DPM++ 2M Karras, steps 20, size 64 × 64 px");
              });
        });
    assertThat(real[0]).isGreaterThanOrEqualTo(2 * FixedRecipe.STEPS);
    var estimate = TrainingRecords.estimate(training()).orElseThrow();
    assertThat(estimate.evaluations()).isEqualTo(2);
    assertThat(estimate.evaluationSeconds() / real[0]).isCloseTo(1, within(0.1));
  }

  @Test
  void theMetadataOfAnAdapterCountThePicturesThatWereTrainedOn() throws IOException {
    write("evaluate_every: 0");
    Files.write(folder.resolve("faces/1_soft girl/broken.png"), new byte[] {1, 2, 3});
    Files.writeString(folder.resolve("faces/1_soft girl/broken.txt"), "broken girl");
    var trainer = trainer(EngineSelfCheck.in(folder), Machine.here());
    var outcome =
        trainer.run(
            pictures(),
            () -> {
              if (running) {
                trainer.ask(Wish.SAVE);
              }
              return Files.exists(training().resolve("adapters"));
            });
    assertThat(outcome).isInstanceOf(Trainer.Outcome.Stopped.class);
    assertThat(said).anyMatch(line -> line.contains("broken.png is left out"));
    var kept = training().resolve("adapters/counted-step-000001.safetensors");
    assertThat(SafetensorsFile.open(kept).metadata())
        .containsEntry("ss_num_train_images", "4")
        .containsEntry("ss_num_reg_images", "0")
        .hasEntrySatisfying(
            "ss_dataset_dirs", value -> assertThat(value).contains("\"img_count\":4"))
        .hasEntrySatisfying(
            "ss_tag_frequency", value -> assertThat(value).doesNotContain("broken girl"));
  }

  @Test
  void onAMachineThatComputesWrongNothingIsTrainedAndTheOperationIsNamed() {
    var trainer = trainer(WrongMachine.everywhere(folder), Machine.here());
    var outcome = trainer.run(pictures(), () -> false);
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Trainer.Outcome.Failed.class,
            failed ->
                assertThat(failed.reason())
                    .contains("Training is refused on this machine")
                    .contains("conv2d 3x3, 4 channels out")
                    .contains("a processor with avx2"));
    assertThat(said).singleElement().satisfies(line -> assertThat(line).contains("refused"));
    assertThat(training().resolve("checkpoints")).doesNotExist();
    assertThat(training().resolve("steps.jsonl")).doesNotExist();

    var asked = pictures();
    assertThatThrownBy(() -> trainer.estimate(asked))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("conv2d 3x3, 4 channels out");
  }
}
