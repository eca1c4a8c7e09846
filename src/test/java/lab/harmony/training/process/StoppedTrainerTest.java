package lab.harmony.training.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import lab.harmony.FewPrompts;
import lab.harmony.doodle.drawing.DoodleArchetype;
import lab.harmony.doodle.drawing.DoodleEmotion;
import lab.harmony.doodle.drawing.FaceDescription;
import lab.harmony.doodle.drawing.FaceRenderer;
import lab.harmony.training.process.TrainerProcess.Heard;
import lab.harmony.training.process.TrainerSays.Doing;
import lab.harmony.training.process.TrainerSays.Failed;
import lab.harmony.training.process.TrainerSays.Finished;
import lab.harmony.training.process.TrainerSays.Running;
import lab.harmony.training.process.TrainerSays.Step;
import lab.harmony.training.process.TrainerSays.Stopped;
import lab.harmony.training.records.Wish;
import lab.harmony.work.process.DeviceSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// The process of a training, asked to end at every moment there is, by a line and by a signal.
@DisabledOnOs(OS.WINDOWS) // It has no signals.
@Tag("process")
class StoppedTrainerTest {

  private static final int PICTURES = 24;
  private static final int STEPS = 2 * PICTURES / 2;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;
  private TrainingOrder order;
  private Path training;
  private TrainerProcess process;
  private final List<TrainerSays> heard = new ArrayList<>();

  @BeforeEach
  void aDataset() throws IOException {
    var prompts = FewPrompts.write(folder.resolve("prompts"));
    var faces = Files.createDirectories(folder.resolve("specs/faces/1_soft girl"));
    var random = new Random(1);
    for (int i = 0; i < PICTURES; i++) {
      var face = FaceDescription.coherent(DoodleArchetype.SOFT, DoodleEmotion.HAPPY, random);
      ImageIO.write(FaceRenderer.draw(face), "png", faces.resolve(i + ".png").toFile());
    }
    var spec = folder.resolve("specs/training.yaml");
    Files.writeString(
        spec,
        "name: stopped\n"
            + "model: doodle-base\n"
            + "dataset: faces\n"
            + "rank: 2\n"
            + "batch: 2\n"
            + "epochs: 2\n"
            + "evaluate_every: 1\n");
    order = TrainingOrder.of(spec, prompts);
    training = folder.resolve("data/trainings/stopped");
  }

  @AfterEach
  void nothingGoesOn() {
    if (process != null) {
      process.destroy();
    }
  }

  private void start() {
    heard.clear();
    process = new TrainerProcess(DeviceSettings.standard(1));
    process.ask(new TrainerAsks.Begin(false, order, folder.resolve("data"), 1, List.of()));
  }

  /// Hears until this is said; false if the process ended before.
  private boolean hears(Predicate<TrainerSays> wanted) {
    while (true) {
      switch (process.next(PATIENCE).orElseThrow()) {
        case Heard.Says(var what) -> {
          heard.add(what);
          if (wanted.test(what)) {
            return true;
          }
        }
        case Heard.Complains _, Heard.Asked _ -> {}
        case Heard.Ends _ -> {
          return false;
        }
      }
    }
  }

  private void awaitDoing(String what) {
    assertThat(hears(said -> said instanceof Doing(var doing) && doing.startsWith(what)))
        .as("%s in %s", what, heard)
        .isTrue();
  }

  private void ends(boolean bySignal) throws IOException {
    var before = lines("steps.jsonl").size();
    if (bySignal) {
      process.terminate();
    } else {
      process.ask(new TrainerAsks.Do(Wish.STOP));
    }
    assertThat(hears(_ -> false)).as("ends by itself").isFalse();
    assertThat(ending()).as("%s", heard).isInstanceOf(Stopped.class);
    // The step that is being taken, and one that was taken between looking and the wish.
    assertThat(lines("steps.jsonl").size()).isBetween(before, before + 3);
  }

  /// What the process said of how it ended.
  private TrainerSays ending() {
    return heard.stream()
        .filter(
            said -> said instanceof Stopped || said instanceof Finished || said instanceof Failed)
        .reduce((_, last) -> last)
        .orElseThrow(() -> new AssertionError("it ended without a word: " + heard));
  }

  private List<String> lines(String name) throws IOException {
    var file = training.resolve(name);
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private List<Long> numbers(String name) throws IOException {
    return lines(name).stream()
        .map(line -> JsonMapper.builder().build().readTree(line).path("step").asLong(-1))
        .toList();
  }

  @Test
  void aWishOrASignalEndsATrainingWhereverItIsAndNothingIsLost() throws Exception {
    var bySignal = true;
    for (var moment :
        List.of("opening the model", "encoding picture", "trial step", "trial drawing")) {
      start();
      awaitDoing(moment);
      ends(bySignal);
      assertThat(lines("steps.jsonl")).isEmpty();
      bySignal = !bySignal;
    }
    start();
    assertThat(hears(Running.class::isInstance)).isTrue();
    awaitDoing("drawing the fixed prompts");
    ends(true);
    assertThat(lines("steps.jsonl")).isEmpty();

    start();
    assertThat(hears(said -> said instanceof Step(var step, _, _) && step == 3)).isTrue();
    ends(false);

    // At the end of the first epoch, whose pictures are drawn when it goes on.
    start();
    assertThat(hears(said -> said instanceof Step(var step, _, _) && step == STEPS / 2)).isTrue();
    awaitDoing("drawing the fixed prompts");
    ends(true);
    assertThat(numbers("evaluations.jsonl")).containsExactly(0L);

    start();
    assertThat(hears(_ -> false)).isFalse();
    assertThat(ending()).as("%s", heard).isInstanceOf(Finished.class);
    assertThat(numbers("evaluations.jsonl")).containsExactly(0L, STEPS / 2L, (long) STEPS);
    assertThat(numbers("steps.jsonl")).isEqualTo(LongStream.rangeClosed(1, STEPS).boxed().toList());
    assertThat(folder.resolve("data/models/stopped.safetensors")).exists();
    try (var left = Files.list(Path.of("."))) {
      assertThat(left).noneMatch(file -> file.getFileName().toString().startsWith("hs_err"));
    }
  }
}
