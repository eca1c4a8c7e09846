package lab.harmony.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import lab.harmony.DrawnTraining;
import lab.harmony.workspace.DataFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Tag("unit")
class TrainingsCommandTest {

  @TempDir Path folder;
  private DataFolder data;
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  @BeforeEach
  void aTraining() {
    data = new DataFolder(folder.resolve("data"));
    DrawnTraining.write(data);
  }

  private int trainings(String... arguments) {
    out = new StringWriter();
    err = new StringWriter();
    return new CommandLine(new TrainingsCommand(() -> data))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  @Test
  void trainingsAreListedWithHowFarTheyAre() {
    assertThat(trainings()).isZero();
    assertThat(out.toString())
        .contains(DrawnTraining.NAME + "\tfinished\tstep 60 of 60\t")
        .contains("n = 16 images");
    assertThat(trainings("--json")).isZero();
    assertThat(out.toString()).contains("\"totalSteps\":60").contains("\"possible\":48");
  }

  @Test
  void onlyATrainingThatRunsIsAsked() throws IOException {
    assertThat(trainings("ask", DrawnTraining.NAME, "stop")).isEqualTo(2);
    assertThat(err.toString()).contains("is finished, not running");
    assertThat(trainings("ask", "nobody", "stop")).isEqualTo(2);
    assertThat(err.toString()).contains("no training \"nobody\"");

    var training = data.trainings().resolve(DrawnTraining.NAME);
    Files.writeString(
        training.resolve("life.json"),
        "{\"state\":\"RUNNING\",\"process\":%d,\"since\":\"%s\",\"total\":60,\"reason\":\"\"}"
            .formatted(
                ProcessHandle.current().pid(),
                ProcessHandle.current().info().startInstant().orElse(Instant.EPOCH).plusMillis(1)));
    assertThat(trainings("ask", DrawnTraining.NAME, "sample")).as(err.toString()).isZero();
    assertThat(training.resolve("sample")).exists();
  }
}
