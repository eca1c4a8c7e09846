package lab.harmony.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import lab.harmony.DrawnExperiment;
import lab.harmony.models.ModelName;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Somebody;
import lab.harmony.training.process.TrainingOrder;
import lab.harmony.training.records.Wish;
import lab.harmony.work.JobId;
import lab.harmony.work.JobQueue;
import lab.harmony.work.NewJob;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@Tag("unit")
@Tag("lab")
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = "harmony.worker.enabled=false")
@ActiveProfiles("headless")
@DirtiesContext
class SittingsTest {

  private static final ModelName NAME = new ModelName("soft");
  private static final Path SPEC = Path.of("/w/experiments/soft/training.yaml");

  @TempDir static Path folder;

  @Autowired People people;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    DrawnExperiment.copyPrompts(folder.resolve("workspace"));
    registry.add("harmony.data", () -> folder.resolve("data").toString());
    registry.add("harmony.workspace", () -> folder.resolve("workspace").toString());
  }

  @Autowired Sittings sittings;
  @Autowired Trials trials;
  @Autowired JobQueue jobs;
  @Autowired JdbcClient database;

  @Test
  void whatIsAskedBeforeItsProcessBeginsIsNotLostAndGoneWhenItIsOver() {
    var id = submitted("t-wish", TrainingHandler.KIND);
    database.sql("update jobs set state = 'running' where id = 't-wish'").update();
    sittings.asked(id, Wish.SAVE, true);
    sittings.begin(id);
    assertThat(sittings.find(id).orElseThrow().wishes()).containsExactly(Wish.SAVE);
    sittings.nothingAsked(id);
    assertThat(sittings.find(id).orElseThrow().wishes()).isEmpty();
  }

  @Test
  void whatMayHaveKilledAProcessIsNotAskedOfTheNextOne() {
    var id = submitted("t-killed", TrainingHandler.KIND);
    database.sql("update jobs set state = 'running' where id = 't-killed'").update();
    sittings.begin(id);
    sittings.running(id, 3, 10);
    sittings.asked(id, Wish.SAMPLE, true);
    sittings.stopped(id);
    sittings.begin(id);
    assertThat(sittings.find(id).orElseThrow().wishes())
        .as("it stopped as it should")
        .containsExactly(Wish.SAMPLE);

    sittings.running(id, 3, 10);
    sittings.begin(id);
    assertThat(sittings.find(id).orElseThrow().wishes()).isEmpty();
  }

  @Test
  void estimatesThatEndedAreReadOnceAndOnlyWhatIsNewAfterThat() {
    failed("e-1", "too little memory", "2026-11-01T10:00:00Z");
    assertThat(trial("k")).isEqualTo(new Trial.Failed("too little memory"));
    database.sql("delete from training_sittings where job = 'e-1'").update();
    assertThat(trial("k")).as("known").isEqualTo(new Trial.Failed("too little memory"));
    assertThat(trial("other")).isEqualTo(new Trial.None());

    failed("e-2", "the pictures are gone", "2026-11-02T10:00:00Z");
    assertThat(trial("k")).isEqualTo(new Trial.Failed("the pictures are gone"));

    var third = submitted("e-3", TrainingHandler.ESTIMATE);
    assertThat(trial("k")).isInstanceOf(Trial.Waiting.class);
    jobs.cancel(third, Actor.of(people.local()), "");
    assertThat(trial("k")).as("a person stopped it").isEqualTo(new Trial.None());
  }

  private Trial trial(String key) {
    return trials.of(trials.all(), SPEC, NAME, key);
  }

  private static TrainingOrder order() {
    return new TrainingOrder(
        SPEC,
        "name: soft\n",
        OptionalInt.empty(),
        Path.of("/w/prompts"),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.of("k"));
  }

  private JobId submitted(String id, String kind) {
    var job = new NewJob(new JobId(id), kind, order().order(), Somebody.called("ada"));
    jobs.submit(job, () -> sittings.insert(job.id(), NAME, 0, 0, ""));
    return job.id();
  }

  private void failed(String id, String reason, String submitted) {
    var job =
        new NewJob(
            new JobId(id), TrainingHandler.ESTIMATE, order().order(), Somebody.called("ada"));
    var at = Instant.parse(submitted);
    jobs.addUnfinished(job, at, at, Optional.of(reason));
    sittings.insert(job.id(), NAME, 0, 0, "");
  }
}
