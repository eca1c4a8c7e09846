package lab.harmony.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import lab.harmony.FewPrompts;
import lab.harmony.HarmonyLab;
import lab.harmony.doodle.drawing.DoodleArchetype;
import lab.harmony.doodle.drawing.DoodleEmotion;
import lab.harmony.doodle.drawing.FaceDescription;
import lab.harmony.doodle.drawing.FaceRenderer;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.models.ModelName;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.People;
import lab.harmony.people.Somebody;
import lab.harmony.training.TrainingQueue.Start;
import lab.harmony.training.records.TrainingLife;
import lab.harmony.training.records.TrainingLife.State;
import lab.harmony.training.records.TrainingShelf;
import lab.harmony.training.records.TrainingShelf.StepLine;
import lab.harmony.training.records.Wish;
import lab.harmony.work.Device;
import lab.harmony.work.JobQueue;
import lab.harmony.work.process.ProcessRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/// A training under a lab that ends and is started again.
@Tag("process")
class TrainingAcrossStartsTest {

  private static final ModelName NAME = new ModelName("long-lora");
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path folder;
  private ConfigurableApplicationContext lab;

  @BeforeEach
  void aSpec() throws IOException {
    FewPrompts.write(folder.resolve("workspace/prompts"));
    var place = folder.resolve("workspace/experiments/long");
    var faces = Files.createDirectories(place.resolve("faces/1_soft girl"));
    var face = FaceDescription.coherent(DoodleArchetype.SOFT, DoodleEmotion.HAPPY, new Random(1));
    ImageIO.write(FaceRenderer.draw(face), "png", faces.resolve("happy.png").toFile());
    Files.writeString(
        place.resolve("training.yaml"),
        "name: %s\nmodel: doodle-base\ndataset: faces\nrank: 2\nepochs: 10000\nevaluate_every: 0\n"
            .formatted(NAME));
    lab = begun();
  }

  private ConfigurableApplicationContext begun() {
    var application = new SpringApplication(HarmonyLab.class);
    application.setAdditionalProfiles("headless");
    return application.run(
        "--spring.datasource.url=", // the database in the data folder, which outlives a lab
        "--harmony.engine.threads=1",
        "--harmony.worker.enabled=true",
        "--harmony.data=" + folder.resolve("data"),
        "--harmony.workspace=" + folder.resolve("workspace"));
  }

  @AfterEach
  void ends() {
    lab.close();
  }

  @Test
  void whatIsAskedWhileItPreparesIsDoneOnceAndALabThatEndsGoesOnWithItByItself() throws Exception {
    await()
        .atMost(PATIENCE)
        .until(() -> of(ModelCatalogue.class).find(new ModelName("doodle-base")).isPresent());
    var spec = of(TrainingQueue.class).specs().getFirst();
    assertThat(
            of(TrainingQueue.class)
                .start(spec, OptionalInt.empty(), Somebody.of(of(People.class), "ada"), ""))
        .isEqualTo(new Start.Started(NAME));
    awaitLife(life -> life.state() == State.PREPARING);
    of(TrainingQueue.class).ask(NAME, Wish.SAVE, Somebody.of(of(People.class), "ada"), "");
    assertThat(of(TrainingShelf.class).wishes(NAME)).containsExactly(Wish.SAVE);

    awaitLife(life -> life.state() == State.RUNNING && life.total() == 10_000);
    await().atMost(PATIENCE).until(() -> kept().size() == 1);
    await().atMost(PATIENCE).until(() -> of(TrainingShelf.class).wishes(NAME).isEmpty());
    awaitLife(life -> life.steps() >= 3);

    var process = running();
    lab.close();
    assertThat(process.isAlive()).isFalse();
    lab = begun();
    long before = steps();
    assertThat(before).isGreaterThanOrEqualTo(3);

    awaitLife(life -> life.state() == State.RUNNING && life.steps() > before);
    assertThat(life().by().map(NamedPerson::name)).contains("ada");
    assertThat(kept()).hasSize(1);
    of(TrainingQueue.class).ask(NAME, Wish.STOP, Somebody.of(of(People.class), "ada"), "");
    awaitLife(life -> life.state() == State.STOPPED);
    assertThat(life().reason()).isEmpty();
    assertThat(of(JobQueue.class).unfinished()).isEmpty();
    assertThat(of(TrainingShelf.class).wishes(NAME)).isEmpty();
    assertThat(of(TrainingShelf.class).find(NAME.value()).orElseThrow().losses())
        .extracting(StepLine::step)
        .startsWith(1L, 2L)
        .hasSizeGreaterThan((int) before)
        .doesNotHaveDuplicates()
        .isSorted();
  }

  private <T> T of(Class<T> service) {
    return lab.getBean(service);
  }

  /// The process that works on the device.
  private ProcessHandle running() {
    return ProcessRecord.read(of(Device.class).processRecord())
        .flatMap(record -> ProcessHandle.of(record.pid()))
        .orElseThrow();
  }

  private TrainingLife life() {
    return of(TrainingShelf.class).find(NAME.value()).orElseThrow().life();
  }

  private long steps() {
    return of(TrainingShelf.class).find(NAME.value()).orElseThrow().steps();
  }

  private void awaitLife(Predicate<TrainingLife> wanted) {
    await()
        .atMost(PATIENCE)
        .until(() ->
            of(TrainingShelf.class)
                .find(NAME.value())
                .filter(training -> wanted.test(training.life()))
                .isPresent());
  }

  private List<Path> kept() throws IOException {
    var adapters = of(TrainingShelf.class).folder(NAME).resolve("adapters");
    if (!Files.isDirectory(adapters)) {
      return List.of();
    }
    try (var files = Files.list(adapters)) {
      return files.toList();
    }
  }
}
