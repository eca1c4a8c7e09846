package lab.harmony.work;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import lab.harmony.people.NamedPerson;
import lab.harmony.work.JobState.Code;

/// Jobs as rows of the database, for whoever joins rows of their own to them.
public final class JobRows {

  /// What [#job] reads, of a table `jobs` that is called `j`.
  public static final String COLUMNS =
      """
      j.id as job, j.kind, j.format, j.payload, %s, j.submitted_at, j.state,
        j.cancel_requested, j.reason, j.started_at, j.ended_at, j.tries, j.fraction,
        j.remaining_millis, j.revision,
        (select count(*) from jobs q where q.state = 'queued' and j.state = 'queued'
          and (q.submitted_at < j.submitted_at or q.submitted_at = j.submitted_at and q.id <= j.id))
          as position
      """
          .formatted(NamedPerson.columns("j.submitted_by", "submitted_by"));

  private JobRows() {}

  public static Job job(ResultSet row) throws SQLException {
    var started = instant(row, "started_at");
    return new Job(
        new JobId(row.getString("job")),
        row.getString("kind"),
        new Job.Order(row.getInt("format"), row.getString("payload")),
        NamedPerson.read(row, "submitted_by"),
        instant(row, "submitted_at").orElseThrow(),
        started,
        state(row, started),
        row.getBoolean("cancel_requested"),
        row.getInt("tries"),
        row.getLong("revision"));
  }

  private static JobState state(ResultSet row, Optional<Instant> started) throws SQLException {
    var ended = instant(row, "ended_at");
    return switch (Code.of(row.getString("state"))) {
      case QUEUED -> new JobState.Queued(row.getInt("position"));
      case RUNNING -> {
        var millis = row.getLong("remaining_millis");
        var remaining =
            row.wasNull() ? Optional.<Duration>empty() : Optional.of(Duration.ofMillis(millis));
        yield new JobState.Running(new JobState.JobProgress(row.getDouble("fraction"), remaining));
      }
      case FINISHED ->
          new JobState.Finished(
              ended.orElseThrow(), Duration.between(started.orElseThrow(), ended.orElseThrow()));
      case FAILED -> new JobState.Failed(ended.orElseThrow(), row.getString("reason"));
      case CANCELLED -> new JobState.Cancelled(ended.orElseThrow());
    };
  }

  /// A time as the database keeps it.
  public static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
