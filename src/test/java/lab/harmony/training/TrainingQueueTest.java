package lab.harmony.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import lab.harmony.doodle.drawing.DoodleArchetype;
import lab.harmony.doodle.drawing.DoodleEmotion;
import lab.harmony.doodle.drawing.FaceDescription;
import lab.harmony.doodle.drawing.FaceRenderer;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.models.ModelName;
import lab.harmony.people.Actor;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.People;
import lab.harmony.people.Somebody;
import lab.harmony.training.TrainingQueue.Start;
import lab.harmony.training.records.TrainingLife;
import lab.harmony.training.records.TrainingLife.State;
import lab.harmony.training.records.TrainingShelf;
import lab.harmony.training.records.TrainingShelf.Training;
import lab.harmony.training.records.Wish;
import lab.harmony.work.Device;
import lab.harmony.work.JobQueue;
import lab.harmony.work.process.ProcessRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// What a person sees of trainings that are started, wait, are stopped, die and go on.
@Tag("process")
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {"harmony.engine.threads=1", "harmony.worker.enabled=true"})
@ActiveProfiles("headless")
@DirtiesContext
class TrainingQueueTest {

  private static final ModelName FIRST = new ModelName("first-lora");
  private static final ModelName SECOND = new ModelName("second-lora");
  private static final ModelName THIRD = new ModelName("third-lora");
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir static Path folder;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    try {
      var prompts = Files.createDirectories(workspace().resolve("prompts"));
      try (var files = Files.list(Path.of("prompts"))) {
        for (var file : files.toList()) {
          Files.copy(file, prompts.resolve(file.getFileName()));
        }
      }
      for (var name : List.of(FIRST, SECOND, THIRD)) {
        spec(name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    registry.add("harmony.data", () -> folder.resolve("data").toString());
    registry.add("harmony.workspace", () -> workspace().toString());
  }

  private static Path workspace() {
    return folder.resolve("workspace");
  }

  private static void spec(ModelName name) throws IOException {
    var place = workspace().resolve("experiments").resolve(name.value());
    var faces = Files.createDirectories(place.resolve("faces/1_soft girl"));
    var face = FaceDescription.coherent(DoodleArchetype.SOFT, DoodleEmotion.HAPPY, new Random(1));
    ImageIO.write(FaceRenderer.draw(face), "png", faces.resolve("happy.png").toFile());
    Files.writeString(
        place.resolve("training.yaml"),
        "name: %s\nmodel: doodle-base\ndataset: faces\nrank: 2\nepochs: 10000\nevaluate_every: 0\n"
            .formatted(name));
  }

  @Autowired People people;
  @Autowired TrainingQueue queue;
  @Autowired Device device;
  @Autowired JobQueue jobs;
  @Autowired TrainingShelf shelf;
  @Autowired ModelCatalogue models;

  private Actor owner() {
    return Actor.of(people.local());
  }

  @AfterEach
  void nothingGoesOn() {
    queue.waiting().keySet().forEach(name -> queue.remove(name, owner(), ""));
    shelf
        .running()
        .ifPresent(name -> {
          process().destroyForcibly();
          awaitLife(name, life -> !life.state().isActive());
        });
  }

  @Test
  void trainingsWaitForEachOtherAndAreStoppedSavedKilledAndContinued() throws Exception {
    await().atMost(PATIENCE).until(() -> models.find(new ModelName("doodle-base")).isPresent());
    assertThat(start(FIRST, "ada")).isEqualTo(new Start.Started(FIRST));
    awaitLife(FIRST, life -> life.state() == State.PREPARING);
    assertThat(start(FIRST, "ben"))
        .isEqualTo(new Start.Refused("The training first-lora is running already for ada."));
    assertThat(start(THIRD, "cleo")).isEqualTo(new Start.Waiting(THIRD, 1));
    assertThat(start(SECOND, "ben")).isEqualTo(new Start.Waiting(SECOND, 2));
    // Asked for again, it keeps its place.
    assertThat(start(THIRD, "cleo")).isEqualTo(new Start.Waiting(THIRD, 1));
    assertThat(queue.waiting()).containsExactly(entry(THIRD, 1), entry(SECOND, 2));
    queue.remove(THIRD, Somebody.of(people, "cleo"), "");
    assertThat(queue.waiting()).containsExactly(entry(SECOND, 1));

    awaitSteps(FIRST, 2);
    assertThat(shelf.runningRow().orElseThrow().life().by().map(NamedPerson::name)).contains("ada");
    queue.ask(FIRST, Wish.SAVE, Somebody.of(people, "ada"), "");
    await().atMost(PATIENCE).until(() -> !kept(FIRST).isEmpty());
    await().atMost(PATIENCE).until(() -> shelf.wishes(FIRST).isEmpty());
    queue.ask(FIRST, Wish.STOP, Somebody.of(people, "ada"), "");
    awaitLife(FIRST, life -> life.state() == State.STOPPED);
    var stopped = steps(FIRST);
    assertThat(life(FIRST).reason()).isEmpty();

    // The next one's turn, whatever became of the first.
    awaitSteps(SECOND, 2);
    assertThat(queue.waiting()).isEmpty();
    assertThat(shelf.find(THIRD.value())).isEmpty();
    assertThat(life(SECOND).by().map(NamedPerson::name)).contains("ben");
    process().destroyForcibly();
    awaitLife(SECOND, life -> life.state() == State.INTERRUPTED);
    assertThat(shelf.running()).isEmpty();
    assertThat(jobs.unfinished()).isEmpty();
    assertThat(shelf.lastWords(life(SECOND)))
        .as("what it said last; where it began is not among that once it has done some epochs")
        .containsPattern("Training second-lora on doodle-base|Epoch [0-9]+: loss");

    assertThat(start(FIRST, "dora")).isEqualTo(new Start.Started(FIRST));
    awaitSteps(FIRST, stopped + 1);
    assertThat(training(FIRST).losses())
        .extracting(TrainingShelf.StepLine::step)
        .startsWith(1L, 2L)
        .doesNotHaveDuplicates()
        .isSorted();
    assertThat(life(FIRST).by().map(NamedPerson::name)).contains("dora");
  }

  /// The one that works on the device.
  private ProcessHandle process() {
    return ProcessRecord.read(device.processRecord())
        .flatMap(record -> ProcessHandle.of(record.pid()))
        .orElseThrow();
  }

  private Start start(ModelName name, String by) {
    var file =
        queue.specs().stream()
            .filter(one -> one.experiment().equals(name.value()))
            .findFirst()
            .orElseThrow();
    return queue.start(file, OptionalInt.empty(), Somebody.of(people, by), "");
  }

  private Training training(ModelName name) {
    return shelf.find(name.value()).orElseThrow();
  }

  private TrainingLife life(ModelName name) {
    return training(name).life();
  }

  private long steps(ModelName name) {
    return shelf.find(name.value()).map(Training::steps).orElse(0L);
  }

  private void awaitSteps(ModelName name, long number) {
    await().atMost(PATIENCE).until(() -> steps(name) >= number);
  }

  private void awaitLife(ModelName name, Predicate<TrainingLife> wanted) {
    await().atMost(PATIENCE).until(() -> wanted.test(life(name)));
  }

  private List<String> kept(ModelName name) throws IOException {
    var adapters = shelf.folder(name).resolve("adapters");
    if (!Files.isDirectory(adapters)) {
      return List.of();
    }
    try (var files = Files.list(adapters)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
