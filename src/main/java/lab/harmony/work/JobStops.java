package lab.harmony.work;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.people.Actor;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.ReasonNeeded;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// Who may stop what. Whoever started it may, whatever their role is now; others say why, which
/// stands in the audit trail and with the job, unless they own the lab.
@Service
public class JobStops {

  /// As many characters of a reason are kept.
  public static final int LONGEST_REASON = 1000;

  private final JdbcClient database;
  private final Rights rights;
  private final AuditTrail audit;
  private final Clock clock;

  JobStops(JdbcClient database, Rights rights, AuditTrail audit, Clock clock) {
    this.database = database;
    this.rights = rights;
    this.audit = audit;
    this.clock = clock;
  }

  /// Asks whether somebody may stop what was started.
  ///
  /// @param starter who did; empty where nobody knows
  /// @return whether it is another's
  /// @throws lab.harmony.people.NotAllowed if they may not
  /// @throws ReasonNeeded if they have to say why
  public boolean ask(Optional<NamedPerson> starter, Actor by, String reason) {
    return ask(
        starter,
        by,
        reason,
        "stop what %s has started".formatted(starter.map(NamedPerson::name).orElse("somebody")));
  }

  /// The same of something else that is another's.
  ///
  /// @param what is asked for: `stop what Ada has started`
  public boolean ask(Optional<NamedPerson> starter, Actor by, String reason, String what) {
    if (starter.filter(who -> who.is(by.person())).isPresent()) {
      rights.require(by, Right.OWN_ACCOUNT);
      return false;
    }
    rights.require(by, Right.STOP_OTHERS);
    if (reason.isBlank() && !rights.may(by, Right.STOP_WITHOUT_REASON)) {
      throw new ReasonNeeded(what);
    }
    return true;
  }

  /// Stops what another has started, and writes down who did and why, in one transaction.
  ///
  /// @param stop false if it was over already
  boolean stop(Job job, Actor by, String reason, BooleanSupplier stop) {
    return audit.together(() -> {
      boolean stopped = stop.getAsBoolean();
      if (stopped) {
        insert(job.id(), by, kept(reason));
        audit.record(event(AuditSubject.work(job.id().value()), job.submittedBy(), by, reason));
      }
      return stopped;
    });
  }

  /// Writes down that somebody stopped what another has started and is no job of its own.
  public void stopped(AuditSubject about, Optional<NamedPerson> starter, Actor by, String reason) {
    audit.record(event(about, starter, by, reason));
  }

  private static AuditEvent event(
      AuditSubject about, Optional<NamedPerson> starter, Actor by, String reason) {
    var event =
        AuditEvent.of(AuditKind.WORK_STOPPED, by, about)
            .with("of", starter.map(NamedPerson::name).orElse("somebody"));
    return reason.isBlank() ? event : event.with("reason", kept(reason));
  }

  /// A reason as it is written down.
  public static String kept(String reason) {
    var line = reason.strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON);
  }

  private void insert(JobId job, Actor by, String reason) {
    database
        .sql(
            "insert into job_stops (job, person, reason, stopped_at) values (:job, :by, :reason,"
                + " :at)")
        .param("job", job.value())
        .param("by", by.person().value())
        .param("reason", reason)
        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  /// The last time that another than whoever started it stopped a job.
  Optional<JobStop> last(JobId job) {
    return database
        .sql(
            """
            select %s, s.reason, s.stopped_at from job_stops s where s.job = :job
            order by s.number desc fetch first row only
            """
                .formatted(NamedPerson.columns("s.person", "stopper")))
        .param("job", job.value())
        .query((row, _) ->
            new JobStop(
                NamedPerson.read(row, "stopper").orElseThrow(),
                row.getString("reason"),
                row.getObject("stopped_at", java.time.OffsetDateTime.class).toInstant()))
        .optional();
  }
}
