package lab.harmony.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import lab.harmony.people.Somebody;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.MigratedDatabase;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.support.TransactionTemplate;

@Tag("unit")
class JobWatchTest {

  private static final JobId ID = new JobId("j-1");

  @TempDir Path folder;
  private final JdbcDataSource database = MigratedDatabase.inMemory();
  private final AtomicInteger asked = new AtomicInteger();
  private final List<Object> heard = new CopyOnWriteArrayList<>();
  private JobMark mark;
  private JobStore ours;
  private JobStore theirs;
  private JobWatch watch;

  @BeforeEach
  void twoProcesses() {
    var data = new DataFolder(folder);
    mark = new JobMark(data);
    ours =
        new JobStore(
            JdbcClient.create(
                new DelegatingDataSource(database) {
                  @Override
                  public Connection getConnection() throws SQLException {
                    asked.incrementAndGet();
                    return super.getConnection();
                  }
                }),
            mark,
            Clock.systemUTC());
    theirs = new JobStore(JdbcClient.create(database), new JobMark(data), Clock.systemUTC());
    watch = new JobWatch(ours, mark, heard::add, Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    watch.stop();
  }

  private static NewJob job() {
    return new NewJob(ID, "kind", new Job.Order(1, "{}"), Somebody.called("ada"));
  }

  @Test
  void whatAnotherProcessDidIsHeardOf() {
    watch.start();
    theirs.insert(job(), Instant.now());
    await().until(() -> heard.contains(new JobChanged(ID, "kind", false)));
    heard.clear();
    theirs.claim(ID);
    await().until(() -> heard.contains(new JobChanged(ID, "kind", false)));
  }

  @Test
  void whoeverCannotTakeItKeepsNobodyElseFromHearing() {
    var others = new JobId("j-2");
    var deaf =
        new JobWatch(
            ours,
            mark,
            event -> {
              heard.add(event);
              throw new IllegalStateException("not now");
            },
            Clock.systemUTC());
    theirs.insert(job(), Instant.now());
    theirs.insert(
        new NewJob(others, "kind", new Job.Order(1, "{}"), Somebody.called("ada")), Instant.now());
    deaf.lookWhereMarked();
    assertThat(heard)
        .containsExactlyInAnyOrder(
            new JobChanged(ID, "kind", false), new JobChanged(others, "kind", false));
    theirs.claim(ID);
    deaf.lookWhereMarked();
    assertThat(heard).hasSize(3);
  }

  @Test
  void whileNobodyChangesAJobTheDatabaseIsNotAsked() {
    watch.start();
    asked.set(0);
    for (var look = 0; look < 100; look++) {
      watch.lookWhereMarked();
    }
    assertThat(asked).hasValue(0);
    theirs.insert(job(), Instant.now());
    watch.lookWhereMarked();
    watch.lookWhereMarked();
    assertThat(asked).hasValueLessThanOrEqualTo(2);
    assertThat(heard).isNotEmpty();
  }

  @Test
  void aChangeIsToldOfOnceItIsCommittedAndNotAtAllWhenItIsNot() {
    var transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    var before = mark.now();
    transaction.executeWithoutResult(_ -> {
      theirs.insert(job(), Instant.now());
      assertThat(mark.now()).isEqualTo(before);
    });
    var after = mark.now();
    assertThat(after).isNotEqualTo(before);
    transaction.executeWithoutResult(status -> {
      theirs.requestCancel(ID);
      status.setRollbackOnly();
    });
    assertThat(mark.now()).isEqualTo(after);
    assertThat(theirs.requestCancel(new JobId("nobody"))).isFalse();
    assertThat(mark.now()).isEqualTo(after);
  }
}
