package lab.harmony.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.people.PersonId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table of jobs.
@Repository
class JobStore {

  private static final int LONGEST_LINE = 4000;

  private static final String RELEASED =
      "state = case when cancel_requested then 'cancelled' else 'queued' end,"
          + " ended_at = case when cancel_requested then :now else ended_at end,"
          + " remaining_millis = null";

  private final JdbcClient database;
  private final JobMark mark;
  private final Clock clock;

  JobStore(JdbcClient database, JobMark mark, Clock clock) {
    this.database = database;
    this.mark = mark;
    this.clock = clock;
  }

  /// How often a job had changed when it was looked at.
  record Revision(JobId job, String kind, long number) {}

  void insert(NewJob job, Instant submitted) {
    database
        .sql(
            """
            insert into jobs (id, kind, format, payload, submitted_by, submitted_at, state,
              cancel_requested, claim, tries, fraction, revision, changed_at)
            values (:id, :kind, :format, :payload, :person, :submitted, 'queued', false, 0, 0, 0, 1,
              :now)
            """)
        .param("id", job.id().value())
        .param("kind", job.kind())
        .param("format", job.order().format())
        .param("payload", job.order().text())
        .param("person", job.submittedBy().map(PersonId::value).orElse(null))
        .param("submitted", JobRows.utc(submitted))
        .param("now", now())
        .update();
    mark.change();
  }

  /// A job that was done elsewhere.
  ///
  /// @param reason why it failed; empty if it did not
  void insertEnded(
      NewJob job,
      Instant submitted,
      Optional<Instant> started,
      Optional<Instant> ended,
      JobState.Code state,
      Optional<String> reason) {
    database
        .sql(
            """
            insert into jobs (id, kind, format, payload, submitted_by, submitted_at, state,
              cancel_requested, reason, started_at, ended_at, claim, tries, fraction, revision,
              changed_at)
            values (:id, :kind, :format, :payload, :person, :submitted, :state, false, :reason,
              :started, :ended, 0, 0, 1, 1, :now)
            """)
        .param("id", job.id().value())
        .param("kind", job.kind())
        .param("format", job.order().format())
        .param("payload", job.order().text())
        .param("person", job.submittedBy().map(PersonId::value).orElse(null))
        .param("submitted", JobRows.utc(submitted))
        .param("state", state.word())
        .param("reason", reason.orElse(null))
        .param("started", started.map(JobRows::utc).orElse(null))
        .param("ended", ended.map(JobRows::utc).orElse(null))
        .param("now", now())
        .update();
    mark.change();
  }

  Optional<Job> find(JobId id) {
    return database
        .sql("select %s from jobs j where j.id = :id".formatted(JobRows.COLUMNS))
        .param("id", id.value())
        .query((row, _) -> JobRows.job(row))
        .optional();
  }

  /// Those that wait or are worked on, in the order of the line.
  List<Job> unfinished() {
    return database
        .sql(
            """
            select %s from jobs j where j.state in ('queued', 'running')
            order by case j.state when 'running' then 0 else 1 end, j.submitted_at, j.id
            """
                .formatted(JobRows.COLUMNS))
        .query((row, _) -> JobRows.job(row))
        .list();
  }

  /// Keeps a line of what a job said.
  void say(JobId id, String line) {
    database
        .sql(
            """
            insert into job_lines (job, number, line)
            values (:job,
              (select coalesce(max(number), 0) + 1 from job_lines where job = :job), :line)
            """)
        .param("job", id.value())
        .param("line", line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE))
        .update();
  }

  /// The lines after this one, in order.
  List<JobLine> said(JobId id, int after) {
    return database
        .sql(
            "select number, line from job_lines where job = :job and number > :after order by"
                + " number")
        .param("job", id.value())
        .param("after", after)
        .query((row, _) -> new JobLine(row.getInt("number"), row.getString("line")))
        .list();
  }

  /// The last lines, in order.
  List<JobLine> lastSaid(JobId id, int most) {
    return database
        .sql(
            """
            select number, line from job_lines where job = :job
            order by number desc fetch first :most rows only
            """)
        .param("job", id.value())
        .param("most", most)
        .query((row, _) -> new JobLine(row.getInt("number"), row.getString("line")))
        .list()
        .reversed();
  }

  /// Those that changed at this time or later.
  List<Revision> changedSince(Instant time) {
    return database
        .sql("select id, kind, revision from jobs where changed_at >= :time")
        .param("time", JobRows.utc(time))
        .query((row, _) ->
            new Revision(
                new JobId(row.getString("id")), row.getString("kind"), row.getLong("revision")))
        .list();
  }

  /// The right to work on the job; empty when there is nothing left to do for it.
  Optional<JobClaim> claim(JobId id) {
    var claimed =
        database
            .sql(
                """
                update jobs set state = 'running', claim = claim + 1, reason = null,
                  remaining_millis = null, started_at = coalesce(started_at, :now),
                  revision = revision + 1, changed_at = :now
                where id = :id and state in ('queued', 'running') and not cancel_requested
                """)
            .param("now", now())
            .param("id", id.value())
            .update();
    return !changed(claimed)
        ? Optional.empty()
        : database
            .sql("select claim from jobs where id = :id")
            .param("id", id.value())
            .query(Integer.class)
            .optional()
            .map(number -> new JobClaim(id, number));
  }

  /// Notes that one more process is used, and says how many that makes since it got further.
  int countTry(JobClaim claim) {
    update(claim, "tries = tries + 1", Map.of());
    return database
        .sql("select tries from jobs where id = :id")
        .param("id", claim.job().value())
        .query(Integer.class)
        .optional()
        .orElse(0);
  }

  /// Notes that it got further.
  boolean gotFurther(JobClaim claim) {
    return update(claim, "tries = 0", Map.of());
  }

  /// Notes that what its kind keeps of it changes.
  boolean touch(JobClaim claim) {
    return update(claim, "cancel_requested = cancel_requested", Map.of());
  }

  boolean progress(JobClaim claim, double fraction, Optional<Duration> remaining) {
    var values = new HashMap<String, @Nullable Object>();
    values.put("fraction", fraction);
    values.put("remaining", remaining.map(Duration::toMillis).orElse(null));
    return update(claim, "fraction = :fraction, remaining_millis = :remaining", values);
  }

  void finish(JobClaim claim) {
    update(
        claim,
        "state = 'finished', fraction = 1, remaining_millis = null, ended_at = :now",
        Map.of());
  }

  void fail(JobClaim claim, String reason) {
    update(
        claim,
        "state = 'failed', remaining_millis = null, ended_at = :now, reason = :reason",
        Map.of("reason", reason));
  }

  void cancelled(JobClaim claim) {
    update(claim, "state = 'cancelled', remaining_millis = null, ended_at = :now", Map.of());
  }

  /// Gives the job back to the queue, to be continued; one whose cancelling was asked for ends.
  void release(JobClaim claim) {
    update(claim, RELEASED, Map.of());
  }

  boolean cancelRequested(JobId id) {
    return database
        .sql("select cancel_requested from jobs where id = :id")
        .param("id", id.value())
        .query(Boolean.class)
        .optional()
        .orElse(true);
  }

  /// Asks for a job to be stopped; one that no worker has is cancelled at once.
  boolean requestCancel(JobId id) {
    return change(id, "state = 'cancelled', ended_at = :now", "state = 'queued'")
        || change(id, "cancel_requested = true", "state = 'running' and not cancel_requested");
  }

  /// Ends a job whose worker is gone and whose cancelling was asked for.
  boolean cancelAbandoned(JobId id) {
    return change(
        id,
        "state = 'cancelled', ended_at = :now, remaining_millis = null, claim = claim + 1",
        "state = 'running' and cancel_requested");
  }

  /// Gives a job back to the queue whose worker was killed, to be continued; one whose cancelling
  /// was asked for ends.
  boolean releaseForgotten(JobId id) {
    return change(id, RELEASED + ", claim = claim + 1", "state = 'running'");
  }

  boolean requeue(JobId id) {
    return change(
        id,
        "state = 'queued', cancel_requested = false, tries = 0, reason = null, ended_at = null",
        "state in ('failed', 'cancelled')");
  }

  private boolean change(JobId id, String changes, String condition) {
    return changed(
        database
            .sql(
                "update jobs set revision = revision + 1, changed_at = :now, %s where id = :id and %s"
                    .formatted(changes, condition))
            .param("now", now())
            .param("id", id.value())
            .update());
  }

  private boolean update(
      JobClaim claim, String changes, Map<String, ? extends @Nullable Object> values) {
    return changed(
        database
            .sql(
                "update jobs set revision = revision + 1, changed_at = :now, %s where id = :id and claim = :claim and state = 'running'"
                    .formatted(changes))
            .params(values)
            .param("now", now())
            .param("id", claim.job().value())
            .param("claim", claim.number())
            .update());
  }

  /// @param rows that became others
  private boolean changed(int rows) {
    if (rows > 0) {
      mark.change();
    }
    return rows > 0;
  }

  private OffsetDateTime now() {
    return JobRows.utc(clock.instant());
  }
}
