package lab.harmony.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import lab.harmony.FewPrompts;
import lab.harmony.doodle.drawing.DoodleArchetype;
import lab.harmony.doodle.drawing.DoodleEmotion;
import lab.harmony.doodle.drawing.FaceDescription;
import lab.harmony.doodle.drawing.FaceRenderer;
import lab.harmony.work.process.DeviceTurn;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.LabDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// The verb that trains as a script calls it, asked to end, killed, and called twice.
@DisabledOnOs(OS.WINDOWS) // It has no signals.
@Tag("process")
class StoppedTrainingTest {

  private static final int PICTURES = 40;

  @TempDir Path folder;
  private LabProcess lab;
  private Path spec;
  private Path training;
  private Process process;
  private @Nullable Connection watch;

  @BeforeEach
  void aDatasetAndAWorkspaceElsewhere() throws IOException {
    lab = new LabProcess(folder);
    FewPrompts.write(folder.resolve("workspace/prompts"));
    var faces = Files.createDirectories(folder.resolve("specs/faces/1_soft girl"));
    var random = new Random(1);
    for (int i = 0; i < PICTURES; i++) {
      var face = FaceDescription.coherent(DoodleArchetype.SOFT, DoodleEmotion.HAPPY, random);
      ImageIO.write(FaceRenderer.draw(face), "png", faces.resolve(i + ".png").toFile());
    }
    spec = folder.resolve("specs/training.yaml");
    Files.writeString(
        spec,
        "name: stopped\n"
            + "model: doodle-base\n"
            + "dataset: faces\n"
            + "rank: 2\n"
            + "batch: 2\n"
            + "epochs: 500\n" // More than is trained while one looks.
            + "evaluate_every: 1\n");
    training = folder.resolve("data/trainings/stopped");
  }

  @AfterEach
  void nothingGoesOn() {
    leaveDatabase();
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private void start() throws IOException {
    process = lab.start("train", spec.toString(), "--json", "--threads", "1");
  }

  private static void signal(Process to, String name) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(to.pid())).start().waitFor())
        .isZero();
  }

  /// What the database says of the latest sitting.
  private record Sitting(String state, String doing, boolean running) {
    static final Sitting NONE = new Sitting("", "", false);
  }

  /// Through the process that has the database open, while there is one: a look must neither open
  /// it before that process does nor hold its file for a moment.
  private Sitting sitting() throws Exception {
    try {
      if (watch == null || !watch.isValid(1)) {
        watch = process.isAlive() ? served() : database().connect();
      }
      if (watch == null) {
        return Sitting.NONE;
      }
      try (var found =
          watch
              .createStatement()
              .executeQuery(
                  """
                  select j.state, s.doing, s.running
                  from jobs j join training_sittings s on s.job = j.id
                  order by j.submitted_at desc fetch first row only
                  """)) {
        return found.next()
            ? new Sitting(found.getString(1), found.getString(2), found.getBoolean(3))
            : Sitting.NONE;
      }
    } catch (SQLException stillBeginningOrGone) {
      return Sitting.NONE;
    }
  }

  private LabDatabase database() {
    return LabDatabase.of(new DataFolder(folder.resolve("data")));
  }

  /// Where the process that opened the database says that it serves it.
  private @Nullable Connection served() throws IOException, SQLException {
    var path = database().path();
    var said = path.resolveSibling(path.getFileName() + ".lock.db");
    var lines = new Properties();
    if (Files.exists(said)) {
      try (var in = Files.newInputStream(said)) {
        lines.load(in);
      } catch (NoSuchFileException goneMeanwhile) {
        return null;
      }
    }
    return lines.containsKey("server")
        ? DriverManager.getConnection(
            "jdbc:h2:tcp://%s/%s".formatted(lines.getProperty("server"), lines.getProperty("id")),
            LabDatabase.USER,
            LabDatabase.PASSWORD)
        : null;
  }

  /// Nobody but the next process is to have the database.
  private void leaveDatabase() {
    if (watch != null) {
      try {
        watch.close();
      } catch (SQLException goneWithItsProcess) {
        assertThat(process.isAlive()).isFalse();
      }
      watch = null;
    }
  }

  private static boolean queued(Sitting sitting) {
    return sitting.state.equals("queued");
  }

  private static boolean opensTheModel(Sitting sitting) {
    return sitting.state.equals("running")
        && !sitting.running
        && sitting.doing.startsWith("opening the model");
  }

  private static boolean trains(Sitting sitting) {
    return sitting.state.equals("running") && sitting.running;
  }

  private void endedAs(String state) throws Exception {
    leaveDatabase();
    assertThat(sitting().state).isEqualTo(state);
    leaveDatabase();
  }

  private void awaitThat(Predicate<Sitting> holds) {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> {
          assertThat(process.isAlive()).as(this::printed).isTrue();
          return holds.test(sitting());
        });
  }

  private String printed() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".txt"))
          .sorted()
          .map(StoppedTrainingTest::text)
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return file.getFileName() + ": " + Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> lines(String name) throws IOException {
    var file = training.resolve(name);
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private void awaitSteps(int number) {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> lines("steps.jsonl").size() >= number);
  }

  private List<Long> numbers(String name) throws IOException {
    return lines(name).stream()
        .map(line -> JsonMapper.builder().build().readTree(line).path("step").asLong(-1))
        .toList();
  }

  private void ends(String signal) throws Exception {
    var before = lines("steps.jsonl").size();
    signal(process, signal);
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("ends by itself").isTrue();
    assertThat(process.exitValue()).isEqualTo(signal.equals("INT") ? 130 : 143);
    endedAs("cancelled");
    // The step that is being taken, and one that was taken between looking and the signal.
    assertThat(lines("steps.jsonl").size()).isBetween(before, before + 3);
  }

  @Test
  void aTrainingEndsByAWishOrASignalWhileItPreparesAndWithinAStep() throws Exception {
    start();
    awaitThat(StoppedTrainingTest::opensTheModel);
    try (var asked = Objects.requireNonNull(watch).createStatement()) {
      asked.executeUpdate("update jobs set cancel_requested = true");
    }
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    endedAs("cancelled");
    assertThat(lines("steps.jsonl")).isEmpty();

    start();
    awaitThat(StoppedTrainingTest::opensTheModel);
    ends("TERM");
    assertThat(lines("steps.jsonl")).isEmpty();

    start();
    awaitSteps(3);
    ends("INT");
    assertThat(numbers("steps.jsonl")).startsWith(1L, 2L, 3L).doesNotHaveDuplicates();
    try (Stream<Path> left = Files.list(Path.of("."))) {
      assertThat(left).noneMatch(file -> file.getFileName().toString().startsWith("hs_err"));
    }
  }

  @Test
  void oneProcessTrainsInAFolderUntilItEndsHoweverItEnds() throws Exception {
    start();
    var first = process;
    awaitSteps(1);

    var second = lab.lab("train", spec.toString(), "--json");
    assertThat(second.code()).isEqualTo(1);
    assertThat(second.json().path(0).path("reason").asString(""))
        .contains("being trained already")
        .contains("for ")
        .contains("since 20");
    awaitThat(StoppedTrainingTest::trains);
    assertThat(numbers("evaluations.jsonl")).startsWith(0L).doesNotHaveDuplicates();

    signal(first, "KILL");
    first.waitFor();
    var taken = lines("steps.jsonl").size();
    start();
    awaitSteps(taken + 1);
    // A step is in its file before the process that supervises the trainer reads of it.
    awaitThat(StoppedTrainingTest::trains);
    assertThat(new LabProcess(folder).lab("trainings", "ask", "stopped", "stop").code()).isZero();
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    endedAs("cancelled");
  }

  @Test
  void aTrainingWaitsWhileSomethingElseIsComputedOnTheDevice() throws Exception {
    try (var turn = DeviceTurn.on(Files.createDirectories(folder.resolve("data")), "cpu")) {
      assertThat(turn.tryTake()).isTrue();
      start();
      awaitThat(StoppedTrainingTest::queued);
      ends("TERM");
      start();
      awaitThat(StoppedTrainingTest::queued);
    }
    awaitThat(now -> now.state.equals("running"));
    ends("TERM");
  }
}
