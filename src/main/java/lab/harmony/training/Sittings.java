package lab.harmony.training;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.models.ModelName;
import lab.harmony.training.records.Wish;
import lab.harmony.work.JobId;
import lab.harmony.work.JobRows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table of sittings.
@Repository
class Sittings {

  private static final String SELECT =
      """
      select s.name, s.doing, s.running, s.steps, s.total, s.ended_as, s.save_asked, s.sample_asked,
        s.result, %s
      from training_sittings s join jobs j on j.id = s.job
      """
          .formatted(JobRows.COLUMNS);

  private final JdbcClient database;

  Sittings(JdbcClient database) {
    this.database = database;
  }

  void insert(JobId job, ModelName name, long steps, long total, String endedAs) {
    database
        .sql(
            """
            insert into training_sittings (job, name, doing, running, steps, total, ended_as,
              save_asked, sample_asked, result)
            values (:job, :name, '', false, :steps, :total, :endedAs, false, false, '')
            """)
        .param("job", job.value())
        .param("name", name.value())
        .param("steps", steps)
        .param("total", total)
        .param("endedAs", endedAs)
        .update();
  }

  Optional<Sitting> find(JobId job) {
    return database
        .sql(SELECT + "where s.job = :job")
        .param("job", job.value())
        .query((row, _) -> sitting(row))
        .optional();
  }

  /// All of a kind, the oldest first.
  List<Sitting> all(String kind) {
    return database
        .sql(SELECT + "where j.kind = :kind order by j.submitted_at, j.id")
        .param("kind", kind)
        .query((row, _) -> sitting(row))
        .list();
  }

  /// Those of a kind that ended and changed at this time or later, the oldest first.
  List<Sitting> endedSince(String kind, Instant time) {
    return database
        .sql(
            SELECT
                + "where j.kind = :kind and j.changed_at >= :time"
                + " and j.state not in ('queued', 'running') order by j.submitted_at, j.id")
        .param("kind", kind)
        .param("time", JobRows.utc(time))
        .query((row, _) -> sitting(row))
        .list();
  }

  /// Those of one training, the oldest first.
  List<Sitting> of(String kind, ModelName name) {
    return database
        .sql(SELECT + "where s.name = :name and j.kind = :kind order by j.submitted_at, j.id")
        .param("name", name.value())
        .param("kind", kind)
        .query((row, _) -> sitting(row))
        .list();
  }

  /// Those that wait or are worked on, in the order of the line.
  List<Sitting> unfinished(String kind) {
    return database
        .sql(
            SELECT
                + "where j.kind = :kind and j.state in ('queued', 'running')"
                + " order by j.submitted_at, j.id")
        .param("kind", kind)
        .query((row, _) -> sitting(row))
        .list();
  }

  /// A process begins with it. What was asked until then is still to be done, unless the process
  /// before was taking steps and nobody heard how it ended: what it was asked may have ended it.
  void begin(JobId job) {
    change(
        job,
        "doing = 'starting its process', running = false, ended_as = '',"
            + " save_asked = save_asked and not running,"
            + " sample_asked = sample_asked and not running",
        Map.of());
  }

  /// Its process ended as it should, to go on later: what was asked is still to be done then.
  void stopped(JobId job) {
    change(job, "running = false", Map.of());
  }

  /// It is over, and nobody will do what was asked.
  void nothingAsked(JobId job) {
    change(job, "save_asked = false, sample_asked = false", Map.of());
  }

  void doing(JobId job, String what) {
    change(job, "doing = :what", Map.of("what", what));
  }

  void running(JobId job, long steps, long total) {
    change(
        job,
        "doing = '', running = true, steps = :steps, total = :total",
        Map.of("steps", steps, "total", total));
  }

  void step(JobId job, long steps) {
    change(job, "steps = :steps", Map.of("steps", steps));
  }

  void endedAs(JobId job, String how) {
    change(job, "ended_as = :how", Map.of("how", how));
  }

  void result(JobId job, String text) {
    change(job, "result = :text", Map.of("text", text));
  }

  /// Notes what it is asked, or that this is done.
  void asked(JobId job, Wish wish, boolean isAsked) {
    switch (wish) {
      case SAVE -> change(job, "save_asked = :asked", Map.of("asked", isAsked));
      case SAMPLE -> change(job, "sample_asked = :asked", Map.of("asked", isAsked));
      case STOP -> throw new IllegalArgumentException("a job is cancelled to stop it");
    }
  }

  private void change(JobId job, String changes, Map<String, ?> values) {
    database
        .sql("update training_sittings set %s where job = :job".formatted(changes))
        .params(values)
        .param("job", job.value())
        .update();
  }

  private static Sitting sitting(ResultSet row) throws SQLException {
    var asked = EnumSet.noneOf(Wish.class);
    if (row.getBoolean("save_asked")) {
      asked.add(Wish.SAVE);
    }
    if (row.getBoolean("sample_asked")) {
      asked.add(Wish.SAMPLE);
    }
    return new Sitting(
        JobRows.job(row),
        row.getString("name"),
        row.getString("doing"),
        row.getBoolean("running"),
        row.getLong("steps"),
        row.getLong("total"),
        row.getString("ended_as"),
        asked,
        row.getString("result"));
  }
}
