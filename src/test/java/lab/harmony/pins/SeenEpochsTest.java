package lab.harmony.pins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import lab.harmony.json.Json;
import lab.harmony.models.ModelName;
import lab.harmony.runs.PartReading;
import lab.harmony.runs.PartsReading;
import lab.harmony.training.records.Evaluation;
import lab.harmony.training.records.TrainingRecords;
import lab.harmony.training.records.TrainingShelf;
import lab.harmony.workspace.DataFolder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Epochs are looked at once each, however often a training tells of its steps.
@Tag("unit")
class SeenEpochsTest {

  private static final ModelName NAME = new ModelName("lora-v1");
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @TempDir Path folder;
  private final List<Integer> looked = new ArrayList<>();

  @Test
  void onlyWhatWasDrawnSinceIsLookedAt() throws IOException {
    var data = new DataFolder(folder);
    var seen =
        new SeenEpochs(
            new TrainingShelf(
                data,
                name -> {
                  throw new IllegalStateException("nobody asks how far %s is".formatted(name));
                }));
    look(seen);
    assertThat(looked).as("there is no such training").isEmpty();
    Files.createDirectories(data.trainings().resolve(NAME.value()));
    add(data, 1, 1);
    add(data, 2, 2);
    look(seen);
    look(seen);
    assertThat(looked).containsExactly(1, 2);
    add(data, 3, 3);
    assertThatThrownBy(() ->
            seen.unseen(
                NAME,
                _ -> {
                  throw new IllegalStateException("the database did not answer");
                }))
        .hasMessageContaining("did not answer");
    look(seen);
    assertThat(looked).as("what failed is looked at again").containsExactly(1, 2, 3);
    Files.delete(file(data));
    add(data, 1, 10);
    look(seen);
    assertThat(looked).as("made anew under its name").containsExactly(1, 2, 3, 1);
  }

  private void look(SeenEpochs seen) {
    seen.unseen(NAME, drawn -> drawn.forEach(one -> looked.add(one.epoch())));
  }

  private static Path file(DataFolder data) {
    return data.trainings().resolve(NAME.value()).resolve(TrainingRecords.EVALUATIONS);
  }

  private static void add(DataFolder data, int epoch, int minute) throws IOException {
    var part = new PartReading("angry", 1);
    var face =
        new Evaluation.Face(
            "samples/epoch-%02d/pin-1.png".formatted(epoch),
            "soft",
            "angry",
            7,
            3,
            Optional.of(
                new Evaluation.Drawn(
                    "an angry face",
                    "",
                    42,
                    "",
                    NOON.plusSeconds(60L * minute),
                    new PartsReading("reader", "abc", part, part, part))));
    var evaluation =
        new Evaluation(
            epoch,
            20L * epoch,
            OptionalDouble.of(0.1),
            new Evaluation.Reached(3, 1),
            List.of(face),
            Optional.empty(),
            List.of(),
            Optional.empty());
    Files.writeString(
        file(data),
        Json.MAPPER.writeValueAsString(evaluation) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
