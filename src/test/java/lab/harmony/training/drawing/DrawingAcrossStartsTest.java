package lab.harmony.training.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import lab.harmony.DrawnExperiment;
import lab.harmony.HarmonyLab;
import lab.harmony.people.People;
import lab.harmony.people.Somebody;
import lab.harmony.work.Job;
import lab.harmony.work.JobLine;
import lab.harmony.work.JobQueue;
import lab.harmony.work.JobState;
import lab.harmony.work.WorkList;
import lab.harmony.work.process.DeviceTurn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/// The drawing of a dataset under a lab that is killed, ends, and is started again.
@Tag("process")
class DrawingAcrossStartsTest {

  private static final String DATASET = "experiments/one/faces";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path folder;

  @BeforeEach
  void aWorkspace() throws IOException {
    DrawnExperiment.copyPrompts(folder.resolve("workspace"));
    Files.createDirectories(experiment());
  }

  private Path experiment() {
    return folder.resolve("workspace/experiments/one");
  }

  @Test
  void whatWasDrawnWhenTheLabWasKilledIsKeptAndTheNextLabDrawsTheRest() throws Exception {
    var first = killable();
    Map<String, Object> before;
    try {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(5))
          .until(whileItLives(first, () -> pictures(part()).size() >= 20));
    } finally {
      first.destroyForcibly().waitFor();
    }
    before = pictures(part());
    assertThat(before).hasSizeBetween(20, 416);
    assertThat(experiment().resolve("faces")).doesNotExist();

    try (var lab = begun()) {
      awaitWhole();
      var job = awaitOver(lab);
      assertThat(job.state()).isInstanceOf(JobState.Finished.class);
      assertThat(job.by()).isEqualTo("ada");
      assertThat(said(lab, job))
          .startsWith("Drawing 417 faces.")
          .endsWith("All 417 faces are drawn.")
          .anySatisfy(line -> assertThat(line).startsWith("Going on: "));
      assertThat(lab.getBean(DatasetJobs.class).standing(experiment().resolve("faces")))
          .isEqualTo(new DatasetStanding.None());
    }
    assertThat(pictures(experiment().resolve("faces"))).hasSize(417).containsAllEntriesOf(before);
    assertThat(names()).containsExactly("faces");
  }

  @Test
  void aLabThatEndsLeavesTheDrawingToTheNextOne() throws Exception {
    try (var lab = begun()) {
      draw(lab);
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> pictures(part()).size() >= 3);
    }
    var before = pictures(part());
    assertThat(before).as("it rests").hasSizeBetween(3, 416);
    try (var turn = DeviceTurn.on(folder.resolve("data"), "cpu")) {
      assertThat(turn.tryTake()).isTrue();
      try (var lab = begun()) {
        var jobs = lab.getBean(JobQueue.class);
        var job = jobs.unfinished().getFirst();
        assertThat(job.state()).as("another has the device").isInstanceOf(JobState.Queued.class);
        assertThat(lab.getBean(WorkList.class).now().items())
            .singleElement()
            .satisfies(item -> {
              assertThat(item.title().what()).isEqualTo("Dataset");
              assertThat(item.title().name()).isEqualTo(DATASET);
            });
        turn.close();
        awaitWhole();
        assertThat(awaitOver(lab).state()).isInstanceOf(JobState.Finished.class);
        assertThat(pictures(experiment().resolve("faces"))).containsAllEntriesOf(before);
      }
    }
  }

  @Test
  void oneThatIsCancelledLeavesNothingAndWhatIsInTheWayIsNeverReplaced() throws Exception {
    try (var lab = begun()) {
      draw(lab);
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> pictures(part()).size() >= 3);
      lab.getBean(DatasetDrawings.class)
          .cancel(experiment().resolve("faces"), Somebody.of(lab.getBean(People.class), "ada"), "");
      assertThat(awaitOver(lab).state()).isInstanceOf(JobState.Cancelled.class);
      assertThat(names()).isEmpty();

      Files.createDirectories(experiment().resolve("faces"));
      Files.writeString(experiment().resolve("faces/mine.txt"), "mine");
      draw(lab);
      assertThat(awaitOver(lab).state())
          .isInstanceOfSatisfying(
              JobState.Failed.class,
              failed ->
                  assertThat(failed.reason())
                      .contains(DATASET, "something is there already", "move it away"));
      assertThat(lab.getBean(DatasetJobs.class).standing(experiment().resolve("faces")))
          .isInstanceOf(DatasetStanding.Failed.class);
      assertThat(names()).containsExactly("faces");
      assertThat(experiment().resolve("faces/mine.txt")).hasContent("mine");
    }
  }

  private void draw(ConfigurableApplicationContext lab) {
    lab.getBean(DatasetDrawings.class)
        .start(experiment().resolve("faces"), Somebody.of(lab.getBean(People.class), "ada"));
  }

  private void awaitWhole() {
    await().atMost(PATIENCE).until(() -> pictures(experiment().resolve("faces")).size() == 417);
  }

  /// The newest job, once nothing is to be done any more.
  private static Job awaitOver(ConfigurableApplicationContext lab) {
    await().atMost(PATIENCE).until(() -> lab.getBean(JobQueue.class).unfinished().isEmpty());
    return lab.getBean(DatasetJobs.class)
        .latest(lab.getBean(lab.harmony.workspace.Workspace.class).root().resolve(DATASET))
        .orElseThrow();
  }

  private static List<String> said(ConfigurableApplicationContext lab, Job job) {
    return lab.getBean(JobQueue.class).said(job.id(), 0).stream().map(JobLine::line).toList();
  }

  private ConfigurableApplicationContext begun() {
    var application = new SpringApplication(HarmonyLab.class);
    application.setAdditionalProfiles("headless");
    return application.run(
        "--spring.datasource.url=", // the database in the data folder, which outlives a lab
        "--harmony.worker.enabled=true",
        "--harmony.data=" + folder.resolve("data"),
        "--harmony.workspace=" + folder.resolve("workspace"));
  }

  private Process killable() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            DrawingProgram.class.getName(),
            folder.resolve("data").toString(),
            folder.resolve("workspace").toString(),
            DATASET)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("said.txt").toFile())
        .start();
  }

  private Callable<Boolean> whileItLives(Process process, Callable<Boolean> wanted) {
    return () -> {
      assertThat(process.isAlive()).as("output in %s", folder.resolve("said.txt")).isTrue();
      return wanted.call();
    };
  }

  private Path part() {
    return experiment().resolve(".faces.part");
  }

  /// Each with what tells its file from another of this name.
  private static Map<String, Object> pictures(Path folder) throws IOException {
    var all = new TreeMap<String, Object>();
    if (Files.isDirectory(folder)) {
      var files = new ArrayList<Path>();
      try (var names = Files.newDirectoryStream(folder, "*.png")) {
        names.forEach(files::add);
      }
      for (var file : files) {
        var of = Files.readAttributes(file, BasicFileAttributes.class);
        all.put(
            file.getFileName().toString(), "%s %s".formatted(of.fileKey(), of.lastModifiedTime()));
      }
    }
    return all;
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(experiment())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
