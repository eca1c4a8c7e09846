package lab.harmony.training;

import static java.time.temporal.ChronoUnit.MILLIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.zip.ZipInputStream;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.models.ModelName;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.People;
import lab.harmony.people.Somebody;
import lab.harmony.training.records.TrainingLife;
import lab.harmony.training.records.TrainingLife.State;
import lab.harmony.training.records.TrainingShelf;
import lab.harmony.training.records.TrainingShelf.StepLine;
import lab.harmony.training.records.TrainingShelf.Training;
import lab.harmony.training.records.Wish;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.SafePath;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A data folder as the version before left it when it was killed: four trainings, one of each end,
/// and two that waited.
@Tag("process")
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {"harmony.worker.enabled=true", "harmony.engine.threads=1"})
@ActiveProfiles("headless")
@DirtiesContext
class TrainingsBeforeJobsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir static Path folder;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) throws IOException {
    unpack("/before/trainings-without-jobs.zip");
    var queue = folder.resolve("data/trainings/queue.json");
    Files.writeString(
        queue,
        Files.readString(queue)
            .replace("/tmp/work-old/ws-train", folder.resolve("workspace").toString()));
    registry.add("harmony.data", () -> folder.resolve("data").toString());
    registry.add("harmony.workspace", () -> folder.resolve("workspace").toString());
    registry.add("spring.datasource.url", () -> "");
  }

  @Autowired People people;
  @Autowired TrainingShelf shelf;
  @Autowired TrainingQueue queue;
  @Autowired FormerTrainings former;
  @Autowired Sittings sittings;
  @Autowired ModelCatalogue models;
  @Autowired DataFolder data;

  @Test
  void keepsEveryTrainingAndGoesOnWithThoseThatWaited() {
    assertThat(training("done").life())
        .extracting(TrainingLife::state, TrainingLife::steps, TrainingLife::total)
        .containsExactly(State.FINISHED, 2L, 2L);
    assertThat(training("done").life().since())
        .isCloseTo(Instant.parse("2026-11-28T21:59:36.501749603Z"), within(1, MILLIS));
    assertThat(training("done").losses()).hasSize(2);
    assertThat(training("diverged").life().state()).isEqualTo(State.FAILED);
    assertThat(training("diverged").life().reason()).contains("Lower the learning rate");
    assertThat(training("stopped").life().state()).isEqualTo(State.STOPPED);
    assertThat(training("stopped").life().reason()).isEmpty();
    assertThat(training("stopped").life().total()).isEqualTo(4000);
    assertThat(training("killed").life().state()).isEqualTo(State.INTERRUPTED);
    assertThat(shelf.lastWords(training("killed").life())).contains("Epoch 1: loss 0.1324");

    for (var name : new String[] {"next", "last"}) {
      awaitThat(name, State.FINISHED);
    }
    assertThat(training("next").losses()).as("two epochs instead of the spec's one").hasSize(4);
    assertThat(training("last").losses()).hasSize(2);
    assertThat(training("last").life().since()).isAfter(training("next").life().since());

    var standing =
        queue.specs().stream()
            .filter(one -> one.experiment().equals("stopped"))
            .findFirst()
            .orElseThrow();
    assertThat(queue.start(standing, OptionalInt.empty(), Somebody.of(people, "ada"), ""))
        .isEqualTo(new TrainingQueue.Start.Started(new ModelName("stopped")));
    await().atMost(PATIENCE).until(() -> training("stopped").steps() > 4);
    queue.ask(new ModelName("stopped"), Wish.STOP, Somebody.of(people, "ada"), "");
    awaitThat("stopped", State.STOPPED);
    assertThat(training("stopped").losses())
        .extracting(StepLine::step)
        .startsWith(1L, 2L, 3L, 4L, 5L)
        .doesNotHaveDuplicates();
    assertThat(training("stopped").life().by().map(NamedPerson::name)).contains("ada");

    var before = sittings.all(TrainingHandler.KIND).size();
    former.start();
    assertThat(sittings.all(TrainingHandler.KIND)).hasSize(before);
    assertThat(data.trainings().resolve("queue.json")).doesNotExist();
    assertThat(data.trainings().resolve("done/life.json")).doesNotExist();
    assertThat(former.problems()).isEmpty();
  }

  private Training training(String name) {
    return shelf.find(name).orElseThrow();
  }

  private void awaitThat(String name, State state) {
    await()
        .atMost(PATIENCE)
        .until(() -> shelf.find(name).filter(one -> one.life().state() == state).isPresent());
  }

  private static void unpack(String name) {
    try (var packed =
            Objects.requireNonNull(TrainingsBeforeJobsTest.class.getResourceAsStream(name));
        var zip = new ZipInputStream(packed)) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        var file = SafePath.inside(folder, entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.resolveSibling("."));
          Files.copy(zip, file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
