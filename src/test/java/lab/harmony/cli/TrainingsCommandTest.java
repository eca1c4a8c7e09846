package lab.harmony.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import lab.harmony.DrawnTraining;
import lab.harmony.models.ModelName;
import lab.harmony.people.Somebody;
import lab.harmony.training.TrainingQueue;
import lab.harmony.training.records.TrainingShelf;
import lab.harmony.training.records.Wish;
import lab.harmony.work.Job;
import lab.harmony.work.JobId;
import lab.harmony.work.JobQueue;
import lab.harmony.work.NewJob;
import lab.harmony.workspace.DataFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
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
class TrainingsCommandTest {

  @TempDir static Path folder;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("harmony.data", () -> folder.resolve("data").toString());
  }

  @Autowired ApplicationContext context;
  @Autowired JobQueue jobs;
  @Autowired TrainingShelf shelf;
  @Autowired JdbcClient database;
  private DataFolder data;
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  /// A verb closes what it opens; these services stay.
  private ConfigurableApplicationContext lab() {
    var opened = new GenericApplicationContext(context);
    opened.refresh();
    return opened;
  }

  @BeforeEach
  void aTraining() {
    data = new DataFolder(folder.resolve("data"));
    DrawnTraining.write(data);
  }

  private int trainings(String... arguments) {
    out = new StringWriter();
    err = new StringWriter();
    return new CommandLine(new TrainingsCommand(this::lab))
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
  void onlyATrainingThatRunsIsAsked() {
    assertThat(trainings("ask", DrawnTraining.NAME, "stop")).isEqualTo(2);
    assertThat(err.toString()).contains("is finished, not running");
    assertThat(trainings("ask", "nobody", "stop")).isEqualTo(2);
    assertThat(err.toString()).contains("no training \"nobody\"");

    var id = new JobId("t-running");
    jobs.submit(
        new NewJob(id, TrainingQueue.KIND, new Job.Order(1, "{}"), Somebody.called("ada")),
        () ->
            database
                .sql(
                    """
                    insert into training_sittings
                    values ('t-running', 'drawn-lora', '', true, 3, 60, '', false, false, '')
                    """)
                .update());
    database
        .sql("update jobs set state = 'running', started_at = submitted_at where id = 't-running'")
        .update();
    assertThat(trainings("ask", DrawnTraining.NAME, "sample")).as(err.toString()).isZero();
    assertThat(shelf.wishes(new ModelName(DrawnTraining.NAME))).containsExactly(Wish.SAMPLE);
    assertThat(trainings("ask", DrawnTraining.NAME, "stop")).as(err.toString()).isZero();
    assertThat(jobs.find(id).orElseThrow().cancelRequested()).isTrue();
  }
}
