package lab.harmony.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import lab.harmony.DrawnExperiment;
import lab.harmony.models.ModelName;
import lab.harmony.training.records.TrainingLife.State;
import lab.harmony.training.records.TrainingShelf;
import lab.harmony.work.JobQueue;
import lab.harmony.work.JobState;
import lab.harmony.workspace.FileProblem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A data folder of the lab before, in which processes of two trainings are still at work: of one
/// the workspace has the spec, of the other nobody knows it.
@Tag("process")
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = "harmony.worker.enabled=false")
@ActiveProfiles("headless")
@DirtiesContext
class StillTrainedBeforeJobsTest {

  private static final ModelName KNOWN = new ModelName("known");
  private static final ModelName ELSEWHERE = new ModelName("elsewhere");

  @TempDir static Path folder;
  private static Process before;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) throws IOException {
    before = new ProcessBuilder("cat").start(); // until its input ends
    DrawnExperiment.copyPrompts(folder.resolve("workspace"));
    Files.createDirectories(folder.resolve("workspace/experiments/first/faces"));
    Files.writeString(
        folder.resolve("workspace/experiments/first/training.yaml"),
        "name: known\nmodel: doodle-base\ndataset: faces\nepochs: 2\n");
    for (var name : new ModelName[] {KNOWN, ELSEWHERE}) {
      Files.createDirectories(training(name));
      Files.writeString(
          training(name).resolve("life.json"),
          """
          {"state": "RUNNING", "process": %d, "started": "%s", "since": "2026-11-28T21:59:36Z",
           "total": 40, "reason": "", "by": "ada"}
          """
              .formatted(before.pid(), before.info().startInstant().orElseThrow()));
      Files.writeString(
          training(name).resolve("steps.jsonl"),
          "{\"step\":1,\"epoch\":1,\"loss\":0.5,\"gradient_norm\":1.0,\"learning_rate\":0.001}\n"
              + "{\"step\":2,\"epoch\":1,\"loss\":0.4,\"gradient_norm\":1.0,\"learning_rate\":0.001}\n");
    }
    registry.add("harmony.data", () -> folder.resolve("data").toString());
    registry.add("harmony.workspace", () -> folder.resolve("workspace").toString());
    registry.add("spring.datasource.url", () -> "");
  }

  private static Path training(ModelName name) {
    return folder.resolve("data/trainings").resolve(name.value());
  }

  @AfterAll
  static void end() {
    before.destroyForcibly();
  }

  @Autowired FormerTrainings former;
  @Autowired Sittings sittings;
  @Autowired TrainingShelf shelf;
  @Autowired JobQueue jobs;

  @Test
  void oneIsAskedToStopAndNamedUntilItsProcessEndedAndNothingOfItIsLost() throws Exception {
    assertThat(training(KNOWN).resolve("stop")).exists();
    assertThat(training(ELSEWHERE).resolve("stop")).exists();
    assertThat(sittings.of(TrainingHandler.KIND, KNOWN))
        .singleElement()
        .satisfies(sitting -> {
          assertThat(sitting.job().state()).isInstanceOf(JobState.Queued.class);
          assertThat(sitting.job().by()).isEqualTo("ada");
        });

    assertThat(sittings.of(TrainingHandler.KIND, ELSEWHERE)).isEmpty();
    assertThat(former.problems())
        .singleElement()
        .extracting(FileProblem::reason)
        .asString()
        .contains("elsewhere is still being trained, by process " + before.pid());
    Files.writeString(training(ELSEWHERE).resolve("stop"), "once");
    former.start();
    assertThat(training(ELSEWHERE).resolve("stop")).hasContent("once");
    assertThat(training(ELSEWHERE).resolve("life.json")).exists();

    before.getOutputStream().close();
    assertThat(before.waitFor(30, TimeUnit.SECONDS)).isTrue();
    former.start();
    former.start();
    assertThat(former.problems()).isEmpty();
    assertThat(training(ELSEWHERE).resolve("life.json")).doesNotExist();
    assertThat(sittings.of(TrainingHandler.KIND, ELSEWHERE)).hasSize(1);
    assertThat(sittings.of(TrainingHandler.KIND, KNOWN)).hasSize(1);
    var taken = shelf.find("elsewhere").orElseThrow();
    assertThat(taken.life().state()).isEqualTo(State.INTERRUPTED);
    assertThat(taken.life().total()).isEqualTo(40);
    assertThat(taken.losses()).hasSize(2);
    assertThat(jobs.unfinished()).hasSize(1);
  }
}
