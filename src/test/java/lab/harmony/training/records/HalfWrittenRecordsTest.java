package lab.harmony.training.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import lab.harmony.DrawnTraining;
import lab.harmony.people.Signature;
import lab.harmony.training.outcome.RunRecords;
import lab.harmony.workspace.DataFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class HalfWrittenRecordsTest {

  @TempDir Path root;
  private DataFolder data;
  private Path training;

  @BeforeEach
  void aTraining() {
    data = new DataFolder(root);
    DrawnTraining.write(data);
    training = data.trainings().resolve(DrawnTraining.NAME);
  }

  private void cut(String name, double share) throws IOException {
    var file = training.resolve(name);
    var lines = Files.readAllLines(file);
    var last = lines.getLast().getBytes(StandardCharsets.UTF_8);
    var bytes = new ByteArrayOutputStream();
    for (var line : lines.subList(0, lines.size() - 1)) {
      bytes.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
    bytes.write(last, 0, (int) (last.length * share));
    Files.write(file, bytes.toByteArray());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01, 0.3, 0.5, 0.9, 0.999})
  void aLineThatIsBeingWrittenIsNotThereYet(double share) throws IOException {
    cut("steps.jsonl", share);
    cut("evaluations.jsonl", share);
    var shelf = new TrainingShelf(data, _ -> TrainingLife.UNKNOWN);
    var found = shelf.find(DrawnTraining.NAME).orElseThrow();
    assertThat(found.losses()).hasSize(59);
    assertThat(found.evaluations()).hasSize(2);
    var row = shelf.list().getFirst();
    assertThat(row.steps()).isEqualTo(59);
    assertThat(row.latest().orElseThrow().epoch()).isEqualTo(2);
    assertThat(new RunRecords(new StringWriter(), Signature::name).write(found, training))
        .isEqualTo(1 + 59 + 2);
  }

  @Test
  void whatIsNoRecordIsLeftOutWhereverItStands() throws IOException {
    for (var name : new String[] {"steps.jsonl", "evaluations.jsonl"}) {
      var file = training.resolve(name);
      var whole = Files.readAllBytes(file);
      var bytes = new ByteArrayOutputStream();
      bytes.writeBytes("null\n[]\n{\"step\":\n12\n".getBytes(StandardCharsets.UTF_8));
      bytes.writeBytes(new byte[] {(byte) 0xC3, '\n', 0, 0, '\n'});
      bytes.writeBytes(whole);
      bytes.writeBytes("{\"faces\":null}\n".getBytes(StandardCharsets.UTF_8));
      Files.write(file, name.equals("steps.jsonl") ? bytesWithout(bytes) : bytes.toByteArray());
    }
    for (var name : new String[] {"estimate.json", "spec.json", "life.json"}) {
      Files.write(training.resolve(name), new byte[] {'{', (byte) 0xC3});
    }
    var found =
        new TrainingShelf(data, _ -> TrainingLife.UNKNOWN).find(DrawnTraining.NAME).orElseThrow();
    assertThat(found.losses()).hasSize(60);
    assertThat(found.evaluations()).hasSize(3);
    assertThat(found.estimate()).isEmpty();
    assertThat(new TrainingShelf(data, _ -> TrainingLife.UNKNOWN).list()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"NaN\"", "\"Infinity\"", "\"-Infinity\"", "null"})
  void aLossThatIsNoNumberIsNoneWhenItIsRead(String loss) throws IOException {
    var line = "{\"step\":61,\"loss\":%s,\"learningRate\":0.1}\n".formatted(loss);
    Files.writeString(training.resolve("steps.jsonl"), line, StandardOpenOption.APPEND);
    var found =
        new TrainingShelf(data, _ -> TrainingLife.UNKNOWN).find(DrawnTraining.NAME).orElseThrow();
    assertThat(found.losses()).hasSize(61);
    assertThat(found.losses().getLast().loss()).isNotFinite();
    assertThat(found.losses().getLast().learningRate()).isEqualTo(0.1);
  }

  private static byte[] bytesWithout(ByteArrayOutputStream bytes) {
    var text = bytes.toString(StandardCharsets.ISO_8859_1);
    return text.replace("{\"faces\":null}\n", "").getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void aTrainingThatGoesOnForgetsWhatItTakesAgainAndWhatWasCutOff() throws IOException {
    cut("steps.jsonl", 0.5);
    cut("evaluations.jsonl", 0.5);
    new TrainingRecords(training, 45, Clock.systemUTC()).close();
    assertThat(Files.readAllLines(training.resolve("steps.jsonl"))).hasSize(45);
    assertThat(TrainingRecords.evaluations(training))
        .extracting(Evaluation::step)
        .containsExactly(20L, 40L);
  }
}
