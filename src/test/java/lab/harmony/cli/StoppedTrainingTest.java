package lab.harmony.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import lab.harmony.doodle.Archetype;
import lab.harmony.doodle.Emotion;
import lab.harmony.doodle.FaceDescription;
import lab.harmony.doodle.FaceRenderer;
import lab.harmony.work.process.DeviceTurn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Real processes that train, and are asked to end at every moment there is.
@DisabledOnOs(OS.WINDOWS) // It has no signals.
@Tag("process")
class StoppedTrainingTest {

  private static final int PICTURES = 40;
  private static final int STEPS = 2 * PICTURES / 2;

  @TempDir Path folder;
  private LabProcess lab;
  private Path spec;
  private Path training;
  private Process process;

  @BeforeEach
  void aDatasetAndAWorkspaceElsewhere() throws IOException {
    lab = new LabProcess(folder);
    var prompts = Files.createDirectories(folder.resolve("workspace/prompts"));
    Files.writeString(prompts.resolve("archetypes.yaml"), "soft:\n  phrase: soft\n");
    Files.writeString(prompts.resolve("emotions.yaml"), "happy:\n  phrase: happy\n");
    Files.writeString(
        prompts.resolve("templates.yaml"),
        "short:\n  prompt: \"{archetype} anime girl, {emotion}\"\n  negative: \"\"\n");
    var faces = Files.createDirectories(folder.resolve("specs/faces/1_soft girl"));
    var random = new Random(1);
    for (int i = 0; i < PICTURES; i++) {
      var face = FaceDescription.coherent(Archetype.SOFT, Emotion.HAPPY, random);
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
            + "epochs: 2\n"
            + "evaluate_every: 1\n");
    training = folder.resolve("data/trainings/stopped");
  }

  @AfterEach
  void nothingGoesOn() {
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

  private JsonNode life() throws IOException {
    var file = training.resolve("life.json");
    var json = JsonMapper.builder().build();
    return Files.exists(file) ? json.readTree(Files.readString(file)) : json.createObjectNode();
  }

  private boolean says(String state, String doing) throws IOException {
    return life().path("process").asLong(0) == process.pid()
        && life().path("state").asString("").equals(state)
        && life().path("doing").asString("").startsWith(doing);
  }

  private void awaitDoing(String state, String doing) {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(2))
        .until(() -> {
          assertThat(process.isAlive()).as("output in %s", folder).isTrue();
          return says(state, doing);
        });
  }

  private List<String> lines(String name) throws IOException {
    var file = training.resolve(name);
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private void awaitSteps(int number) {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(2))
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
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("ends by itself").isTrue();
    assertThat(process.exitValue()).isEqualTo(signal.equals("INT") ? 130 : 143);
    assertThat(life().path("state").asString("")).isEqualTo("STOPPED");
    // The step that is being taken, and one that was taken between looking and the signal.
    assertThat(lines("steps.jsonl").size()).isBetween(before, before + 3);
  }

  @Test
  void aSignalEndsATrainingWhereverItIsAndNothingIsLost() throws Exception {
    for (var moment :
        List.of(
            List.of("PREPARING", "opening the model", "TERM"),
            List.of("PREPARING", "encoding picture", "INT"),
            List.of("PREPARING", "trial step", "TERM"),
            List.of("PREPARING", "trial drawing", "INT"),
            List.of("RUNNING", "drawing the fixed prompts", "TERM"))) {
      start();
      awaitDoing(moment.get(0), moment.get(1));
      ends(moment.get(2));
      assertThat(lines("steps.jsonl")).isEmpty();
    }
    start();
    awaitSteps(3);
    ends("INT");

    // At the end of the first epoch, whose pictures are drawn when it goes on.
    start();
    awaitSteps(STEPS / 2);
    awaitDoing("RUNNING", "drawing the fixed prompts");
    ends("TERM");
    assertThat(numbers("evaluations.jsonl")).containsExactly(0L);

    start();
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(numbers("evaluations.jsonl")).containsExactly(0L, STEPS / 2L, (long) STEPS);
    assertThat(numbers("steps.jsonl")).isEqualTo(LongStream.rangeClosed(1, STEPS).boxed().toList());
    try (Stream<Path> left = Files.list(Path.of("."))) {
      assertThat(left).noneMatch(file -> file.getFileName().toString().startsWith("hs_err"));
    }
  }

  @Test
  void oneProcessTrainsInAFolderUntilItEndsHoweverItEnds() throws Exception {
    Files.writeString(spec, Files.readString(spec).replace("epochs: 2", "epochs: 500"));
    start();
    var first = process;
    awaitSteps(1);

    var second = lab.lab("train", spec.toString(), "--json");
    assertThat(second.code()).isEqualTo(1);
    assertThat(second.json().path(0).path("reason").asString(""))
        .contains("being trained already")
        .contains("process " + first.pid())
        .contains("since 20");
    assertThat(says("RUNNING", "")).isTrue();
    assertThat(numbers("evaluations.jsonl")).containsExactly(0L);

    signal(first, "KILL");
    first.waitFor();
    start();
    awaitDoing("RUNNING", "");
    assertThat(new LabProcess(folder).lab("trainings", "ask", "stopped", "stop").code()).isZero();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(life().path("state").asString("")).isEqualTo("STOPPED");
  }

  @Test
  void aWishEndsATrainingThatOnlyPrepares() throws Exception {
    start();
    awaitDoing("PREPARING", "opening the model");
    Files.writeString(training.resolve("stop"), "");
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(life().path("state").asString("")).isEqualTo("STOPPED");
    assertThat(lines("steps.jsonl")).isEmpty();
  }

  @Test
  void aTrainingWaitsWhileSomethingElseIsComputedOnTheDevice() throws Exception {
    try (var turn = DeviceTurn.on(Files.createDirectories(folder.resolve("data")), "cpu")) {
      assertThat(turn.tryTake()).isTrue();
      start();
      awaitDoing("PREPARING", "waiting for the device");
      assertThat(new LabProcess(folder).lab("trainings", "ask", "stopped", "stop").code()).isZero();
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(life().path("state").asString("")).isEqualTo("STOPPED");

      start();
      awaitDoing("PREPARING", "waiting for the device");
    }
    awaitSteps(1);
    ends("TERM");
  }
}
