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
import lab.harmony.DrawnExperiment;
import lab.harmony.doodle.FaceDataset;
import lab.harmony.doodle.FaceDataset.Next;
import lab.harmony.people.People;
import lab.harmony.people.Somebody;
import lab.harmony.work.Job;
import lab.harmony.work.JobLine;
import lab.harmony.work.JobQueue;
import lab.harmony.work.JobState;
import lab.harmony.work.WorkList;
import lab.harmony.work.process.DeviceSettings;
import lab.harmony.work.process.DeviceTurn;
import lab.harmony.workspace.FolderUse;
import lab.harmony.workspace.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    killedWhileItDraws();
    var before = pictures(part());
    assertThat(before).hasSizeBetween(1, 416);
    assertThat(faces()).doesNotExist();

    try (var _ = turn();
        var lab = new HeldDrawing().begin(data(), workspace())) {
      var jobs = lab.getBean(JobQueue.class);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(jobs.unfinished())
                  .as("another has the device")
                  .singleElement()
                  .satisfies(job -> assertThat(job.state()).isEqualTo(new JobState.Queued(1))));
      assertThat(lab.getBean(DatasetJobs.class).standing(faces()))
          .isEqualTo(new DatasetStanding.Waiting(1));
    }
    var next = new HeldDrawing();
    next.release();
    try (var lab = next.begin(data(), workspace())) {
      var job = awaitOver(lab);
      assertThat(job.state()).isInstanceOf(JobState.Finished.class);
      assertThat(job.by()).isEqualTo("ada");
      assertThat(said(lab, job))
          .startsWith("Drawing 417 faces.")
          .endsWith("All 417 faces are drawn.")
          .contains("Going on: %d of 417 faces were drawn.".formatted(before.size()));
      assertThat(lab.getBean(DatasetJobs.class).standing(faces()))
          .isEqualTo(new DatasetStanding.None());
    }
    assertThat(pictures(faces())).hasSize(417).containsAllEntriesOf(before);
    assertThat(names()).containsExactly("faces");
  }

  @Test
  void oneThatWasKilledAndIsCancelledBeforeItGoesOnLeavesNothing() throws Exception {
    killedWhileItDraws();
    assertThat(names()).contains(".faces.part");
    try (var _ = turn();
        var lab = new HeldDrawing().begin(data(), workspace())) {
      cancel(lab);
      assertThat(awaitOver(lab).state()).isInstanceOf(JobState.Cancelled.class);
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(names()).isEmpty());
    }
  }

  @Test
  void aLabThatEndsLeavesTheDrawingToTheNextOne() throws Exception {
    var held = new HeldDrawing();
    try (var lab = held.begin(data(), workspace())) {
      draw(lab);
      held.awaitHeld();
    }
    var before = pictures(part());
    assertThat(before).as("it rests").hasSizeBetween(1, 416);
    var next = new HeldDrawing();
    next.release();
    try (var turn = turn();
        var lab = next.begin(data(), workspace())) {
      assertThat(lab.getBean(JobQueue.class).unfinished())
          .as("another has the device")
          .singleElement()
          .satisfies(job -> assertThat(job.state()).isInstanceOf(JobState.Queued.class));
      assertThat(lab.getBean(WorkList.class).now().items())
          .singleElement()
          .satisfies(item -> {
            assertThat(item.title().what()).isEqualTo("Dataset");
            assertThat(item.title().name()).isEqualTo(DATASET);
          });
      turn.close();
      assertThat(awaitOver(lab).state()).isInstanceOf(JobState.Finished.class);
      assertThat(pictures(faces())).hasSize(417).containsAllEntriesOf(before);
    }
  }

  @Test
  void oneThatIsCancelledLeavesNothingAndWhatIsInTheWayIsNeverReplaced() throws Exception {
    var held = new HeldDrawing();
    try (var lab = held.begin(data(), workspace())) {
      draw(lab);
      held.awaitHeld();
      cancel(lab);
      held.release();
      assertThat(awaitOver(lab).state()).isInstanceOf(JobState.Cancelled.class);
      assertThat(names()).isEmpty();

      Files.createDirectories(faces());
      Files.writeString(faces().resolve("mine.txt"), "mine");
      draw(lab);
      assertThat(awaitOver(lab).state())
          .isInstanceOfSatisfying(
              JobState.Failed.class,
              failed ->
                  assertThat(failed.reason())
                      .contains(DATASET, "something is there already", "move it away"));
      assertThat(lab.getBean(DatasetJobs.class).standing(faces()))
          .isInstanceOf(DatasetStanding.Failed.class);
      assertThat(names()).containsExactly("faces");
      assertThat(faces().resolve("mine.txt")).hasContent("mine");

      Files.delete(faces().resolve("mine.txt"));
      assertThat(lab.getBean(DatasetJobs.class).standing(faces()))
          .as("nothing is in the way any more")
          .isEqualTo(new DatasetStanding.None());
    }
  }

  @Test
  void oneThatRestsAndIsCancelledWhileItWaitsLeavesNothing() throws Exception {
    FaceDataset.draw(faces(), 1, (pictures, _) -> pictures == 2 ? Next.REST : Next.GO_ON);
    assertThat(names()).containsExactly(".faces.part");
    try (var _ = turn();
        var lab = new HeldDrawing().begin(data(), workspace())) {
      draw(lab);
      cancel(lab);
      assertThat(lab.getBean(JobQueue.class).unfinished()).isEmpty();
      assertThat(names()).isEmpty();
    }
  }

  @Test
  void aMistakeOfTheLabIsSaidAndKeepsWhatIsDrawn() throws Exception {
    var held = new HeldDrawing();
    try (var lab = held.begin(data(), workspace())) {
      draw(lab);
      held.awaitHeld();
      var before = pictures(part());
      held.fail(new IllegalStateException("no answer"));
      assertThat(awaitOver(lab).state())
          .isInstanceOfSatisfying(
              JobState.Failed.class,
              failed ->
                  assertThat(failed.reason())
                      .contains(DATASET, "no answer", "What is drawn is kept"));
      draw(lab);
      assertThat(awaitOver(lab).state()).isInstanceOf(JobState.Finished.class);
      assertThat(pictures(faces())).hasSize(417).containsAllEntriesOf(before);
    }
  }

  @Test
  void aFolderInWhichADatasetWaitsIsNotToBeMovedAndOneThatIsGoneDoesNotComeBack() throws Exception {
    try (var turn = turn();
        var lab = new HeldDrawing().begin(data(), workspace())) {
      var use = lab.getBean(FolderUse.class);
      assertThat(use.of(experiment())).isEmpty();
      draw(lab);
      assertThat(use.of(experiment()))
          .hasValueSatisfying(words -> assertThat(words).contains(DATASET, "Cancel that in Work"));
      assertThat(use.of(experiment().resolveSibling("on"))).isEmpty();

      Files.delete(experiment()); // by hand
      turn.close();
      assertThat(awaitOver(lab).state())
          .isInstanceOfSatisfying(
              JobState.Failed.class,
              failed -> assertThat(failed.reason()).contains("experiments/one is not there"));
      assertThat(experiment()).doesNotExist();
    }
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Path workspace() {
    return folder.resolve("workspace");
  }

  private Path faces() {
    return experiment().resolve("faces");
  }

  /// The device, which something else has then.
  private DeviceTurn turn() throws IOException {
    var turn = DeviceTurn.on(Files.createDirectories(data()), DeviceSettings.standard(1).name());
    assertThat(turn.tryTake()).isTrue();
    return turn;
  }

  private void killedWhileItDraws() throws Exception {
    var stopped = folder.resolve("stopped");
    var lab = killable(stopped);
    try {
      await()
          .atMost(PATIENCE)
          .until(() -> {
            assertThat(lab.isAlive()).as("output in %s", folder.resolve("said.txt")).isTrue();
            return Files.exists(stopped);
          });
    } finally {
      lab.destroyForcibly().waitFor();
    }
  }

  private void cancel(ConfigurableApplicationContext lab) {
    lab.getBean(DatasetDrawings.class)
        .cancel(faces(), Somebody.of(lab.getBean(People.class), "ada"), "");
  }

  private void draw(ConfigurableApplicationContext lab) {
    lab.getBean(DatasetDrawings.class)
        .start(experiment().resolve("faces"), Somebody.of(lab.getBean(People.class), "ada"));
  }

  /// The newest job, once nothing is to be done any more.
  private static Job awaitOver(ConfigurableApplicationContext lab) {
    await().atMost(PATIENCE).until(() -> lab.getBean(JobQueue.class).unfinished().isEmpty());
    return lab.getBean(DatasetJobs.class)
        .latest(lab.getBean(Workspace.class).root().resolve(DATASET))
        .orElseThrow();
  }

  private static List<String> said(ConfigurableApplicationContext lab, Job job) {
    return lab.getBean(JobQueue.class).said(job.id(), 0).stream().map(JobLine::line).toList();
  }

  private Process killable(Path stopped) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            DrawingProgram.class.getName(),
            folder.resolve("data").toString(),
            folder.resolve("workspace").toString(),
            DATASET,
            stopped.toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("said.txt").toFile())
        .start();
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
