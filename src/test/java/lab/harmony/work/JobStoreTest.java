package lab.harmony.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import lab.harmony.people.Somebody;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.MigratedDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

@Tag("unit")
class JobStoreTest {

  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
  private static final JobId ID = new JobId("j-1");

  @TempDir Path folder;
  private JobStore jobs;

  @BeforeEach
  void aJob() {
    var source = MigratedDatabase.inMemory();
    jobs =
        new JobStore(
            JdbcClient.create(source),
            new JobMark(new DataFolder(folder)),
            Clock.fixed(NOW, ZoneOffset.UTC));
    jobs.insert(new NewJob(ID, "kind", new Job.Order(1, "{}"), Somebody.called("ada")), NOW);
  }

  private JobState released() {
    return jobs.find(ID).orElseThrow().state();
  }

  @Test
  void aJobThatIsGivenBackWaitsAgain() {
    jobs.release(jobs.claim(ID).orElseThrow());
    assertThat(released()).isInstanceOf(JobState.Queued.class);
    assertThat(jobs.claim(ID)).isPresent();
  }

  @Test
  void oneWhoseCancellingWasAskedForEndsWhenItIsGivenBack() {
    var claim = jobs.claim(ID).orElseThrow();
    jobs.requestCancel(ID);
    jobs.release(claim);
    assertThat(released()).isEqualTo(new JobState.Cancelled(NOW));
    assertThat(jobs.unfinished()).isEmpty();
  }
}
