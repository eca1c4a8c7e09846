package lab.harmony.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import lab.harmony.people.People;
import lab.harmony.people.Somebody;
import lab.harmony.training.TrainingQueue;
import lab.harmony.training.TrainingQueue.Submission;
import lab.harmony.training.process.TrainingOrder;
import lab.harmony.work.JobId;
import lab.harmony.work.JobQueue;
import lab.harmony.work.JobState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import picocli.CommandLine;

@Tag("unit")
@Tag("lab")
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = "harmony.worker.enabled=false")
@ActiveProfiles("headless")
@DirtiesContext
class WorkCommandTest {

  @TempDir static Path folder;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("harmony.data", () -> folder.resolve("data").toString());
  }

  @Autowired People people;
  @Autowired ApplicationContext context;
  @Autowired TrainingQueue trainings;
  @Autowired JobQueue jobs;
  private StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /// A verb closes what it opens; these services stay.
  private ConfigurableApplicationContext lab() {
    var opened = new GenericApplicationContext(context);
    opened.refresh();
    return opened;
  }

  private int work(String... arguments) {
    out = new StringWriter();
    return new CommandLine(new WorkCommand(this::lab))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  private JobId submit(String name, int epochs) throws IOException {
    var file = folder.resolve(name + ".yaml");
    Files.writeString(file, "name: %s\nmodel: doodle-base\ndataset: faces\n".formatted(name));
    var order = TrainingOrder.of(file, Path.of("prompts")).withEpochs(OptionalInt.of(epochs));
    return ((Submission.Submitted) trainings.submit(order, Somebody.of(people, "ada"), "")).job();
  }

  @Test
  void whatWaitsIsListedInItsOrderAndCancelledByItsName() throws IOException {
    var first = submit("first-lora", 3);
    var second = submit("second-lora", 3);
    assertThat(submit("first-lora", 3)).as("asked for again").isEqualTo(first);
    var longer = submit("first-lora", 5);
    assertThat(longer).as("with more epochs").isNotEqualTo(first);
    assertThat(jobs.find(first).orElseThrow().state()).isInstanceOf(JobState.Cancelled.class);

    assertThat(work()).as(err.toString()).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            longer + "\tqueued, number 1\tTraining\tfirst-lora\t\t\tada",
            second + "\tqueued, number 2\tTraining\tsecond-lora\t\t\tada");
    assertThat(work("--json")).isZero();
    assertThat(out.toString()).contains("\"kind\":\"training\"").contains("\"by\":\"ada\"");

    assertThat(work("cancel", longer.value(), second.value())).as(err.toString()).isZero();
    assertThat(work()).isZero();
    assertThat(out.toString()).isEmpty();
    assertThat(work("cancel", longer.value())).isEqualTo(2);
    assertThat(err.toString()).contains("./lab work lists them");
  }
}
