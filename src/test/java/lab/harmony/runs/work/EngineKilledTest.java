package lab.harmony.runs.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.TimeUnit;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.models.ModelName;
import lab.harmony.people.People;
import lab.harmony.people.Somebody;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunState;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.runs.store.Submission;
import lab.harmony.work.Device;
import lab.harmony.work.DeviceLeases;
import lab.harmony.work.process.DeviceTurn;
import lab.harmony.work.process.ProcessRecord;
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

@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {"harmony.worker.enabled=true", "harmony.engine.threads=1"})
@ActiveProfiles("headless")
@DirtiesContext
@Tag("process")
class EngineKilledTest {

  private static final int PICTURES = 12;

  @TempDir static Path data;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    GoldenModel.putInto(data);
    registry.add("harmony.data", data::toString);
  }

  @Autowired People people;
  @Autowired RunQueue runs;
  @Autowired ModelCatalogue models;
  @Autowired Device device;
  @Autowired DeviceLeases leases;
  @Autowired JdbcClient database;

  @Test
  void aRunContinuesWithAFreshEngineWhenItsEngineIsKilled() throws Exception {
    var id = submit("killed", PICTURES, 20);
    awaitPictures(id, 4);
    var engine = ProcessRecord.read(device.processRecord()).orElseThrow();
    var process = ProcessHandle.of(engine.pid()).orElseThrow();

    assertThat(process.destroyForcibly()).isTrue();
    process.onExit().get(30, TimeUnit.SECONDS);
    var before = MadePictures.in(folder(id));
    assertThat(before.count()).isBetween(4, PICTURES - 1);
    awaitOver(id);

    assertThat(runs.find(id).orElseThrow().state()).isInstanceOf(RunState.Finished.class);
    assertThat(runs.images(id)).hasSize(PICTURES);
    assertThat(runs.log(id)).contains("The engine process was killed");
    assertThat(ProcessRecord.read(device.processRecord()).orElseThrow().pid())
        .isNotEqualTo(engine.pid());
    before.assertUntouchedIn(MadePictures.in(folder(id)));
    MadePictures.assertMadeOnce(folder(id), PICTURES);
  }

  @Test
  void aRunWhoseEnginesAllDieFailsAndSaysWhy() throws Exception {
    var id = submit("hopeless", 4, 1000);
    var killed = new HashSet<Long>();
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> {
          ProcessRecord.read(device.processRecord())
              .filter(engine -> workedOn(id) && killed.add(engine.pid()))
              .flatMap(engine -> ProcessHandle.of(engine.pid()))
              .ifPresent(ProcessHandle::destroyForcibly);
          return runs.find(id).orElseThrow().state().isOver();
        });

    assertThat(runs.find(id).orElseThrow().state())
        .isInstanceOfSatisfying(
            RunState.Failed.class,
            failed ->
                assertThat(failed.reason())
                    .startsWith("The engine process ended 3 times in a row")
                    .contains("The log ends with:"));
  }

  private boolean workedOn(RunId id) {
    return runs.find(id).orElseThrow().state() instanceof RunState.Running
        && runs.log(id).contains("takes the run");
  }

  @Test
  void aCancelledRunKeepsItsPicturesAndARestartMakesTheRest() throws Exception {
    var id = submit("cancelled", PICTURES, 20);
    awaitPictures(id, 4);

    assertThat(runs.cancel(id, Somebody.of(people, "ada"), "")).isTrue();
    awaitOver(id);
    assertThat(runs.find(id).orElseThrow().state()).isInstanceOf(RunState.Cancelled.class);
    var before = MadePictures.in(folder(id));

    assertThat(runs.restart(id, Somebody.of(people, "ada"))).isTrue();
    awaitOver(id);
    assertThat(runs.find(id).orElseThrow().state()).isInstanceOf(RunState.Finished.class);
    before.assertUntouchedIn(MadePictures.in(folder(id)));
    MadePictures.assertMadeOnce(folder(id), PICTURES);
  }

  @Test
  void aRunWaitsInTheQueueWhileSomethingElseIsComputedOnTheDevice() {
    RunId id;
    try (var turn = DeviceTurn.on(data, device.name())) {
      await().atMost(Duration.ofMinutes(1)).until(turn::tryTake);
      id = submit("waits", 1, 2);
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() ->
              database
                      .sql(
                          "select count(*) from scheduled_tasks where picked and task_instance ="
                              + " :id")
                      .param("id", id + ":1")
                      .query(Integer.class)
                      .single()
                  == 1);
      assertThat(runs.find(id).orElseThrow().state()).isEqualTo(new RunState.Queued(1));
      assertThat(leases.held()).isEmpty();
    }
    awaitOver(id);
    assertThat(runs.find(id).orElseThrow().state()).isInstanceOf(RunState.Finished.class);
  }

  private RunId submit(String experiment, int pictures, int steps) {
    var model = models.find(new ModelName(GoldenModel.NAME)).orElseThrow();
    var spec = GoldenModel.spec(model, experiment, pictures, steps);
    return ((Submission.Accepted) runs.submit(spec, Somebody.of(people, "ada"))).id();
  }

  private void awaitPictures(RunId id, int count) {
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> runs.find(id).orElseThrow().images() >= count);
  }

  private void awaitOver(RunId id) {
    await().atMost(Duration.ofMinutes(3)).until(() -> runs.find(id).orElseThrow().state().isOver());
  }

  private Path folder(RunId id) {
    return runs.folder(id).orElseThrow();
  }
}
