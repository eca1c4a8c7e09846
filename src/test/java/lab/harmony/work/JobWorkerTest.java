package lab.harmony.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import lab.harmony.people.Somebody;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.HarmonySettings;
import lab.harmony.workspace.MigratedDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What becomes of a job whose work breaks off.
@Tag("unit")
class JobWorkerTest {

  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
  private static final JobId ID = new JobId("j-1");

  @TempDir Path folder;
  private JobStore jobs;
  private DeviceLeases leases;
  private JobWorker worker;
  private final List<Object> told = new ArrayList<>();

  @BeforeEach
  void aJob() {
    var database = JdbcClient.create(MigratedDatabase.inMemory());
    var data = new DataFolder(folder);
    var clock = Clock.fixed(NOW, ZoneOffset.UTC);
    var device = new Device(data, HarmonySettings.read());
    jobs = new JobStore(database, new JobMark(data), clock);
    leases = new DeviceLeases(database, device, clock);
    leases.freeForgotten();
    worker = new JobWorker(jobs, device, leases, told::add);
    jobs.insert(new NewJob(ID, "kind", new Job.Order(1, "{}"), Somebody.called("ada")), NOW);
  }

  private JobState state() {
    return jobs.find(ID).orElseThrow().state();
  }

  @Test
  void oneThatBreaksOffWaitsForItsNextTurn() {
    assertThatThrownBy(() ->
            worker.work(
                ID,
                _ -> {
                  throw new OutOfMemoryError("a picture was too large");
                }))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(state()).isEqualTo(new JobState.Queued(1));
    assertThat(leases.held()).isEmpty();
  }

  @Test
  void whatAKilledWorkerHadInHandWaitsForItsNextTurnOrIsOver() {
    var claim = jobs.claim(ID).orElseThrow();
    leases.grant(ID);
    worker.giveBackForgotten();
    assertThat(state()).isEqualTo(new JobState.Queued(1));
    assertThat(leases.held()).isEmpty();
    assertThat(told).containsExactly(new JobChanged(ID, "kind", true));
    jobs.finish(claim);
    assertThat(state())
        .as("the killed one has nothing to say any more")
        .isInstanceOf(JobState.Queued.class);

    assertThat(jobs.claim(ID)).isPresent();
    leases.grant(ID);
    jobs.requestCancel(ID);
    worker.giveBackForgotten();
    assertThat(state()).isEqualTo(new JobState.Cancelled(NOW));
  }
}
