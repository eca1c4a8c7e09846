package lab.harmony.work;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lab.harmony.people.Actor;
import lab.harmony.work.JobState.Code;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The jobs of every kind, in one line: submit one, look at it, stop it or let it go on.
@Service
public class JobQueue {

  private final JobStore jobs;
  private final JobStops stops;
  private final SchedulerClient scheduler;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;
  private final ObjectProvider<WorkSupervisor> supervisor;
  private final Clock clock;

  JobQueue(
      JobStore jobs,
      SchedulerClient scheduler,
      TransactionTemplate transaction,
      ApplicationEventPublisher events,
      ObjectProvider<WorkSupervisor> supervisor,
      Clock clock,
      JobStops stops) {
    this.stops = stops;
    this.jobs = jobs;
    this.scheduler = scheduler;
    this.transaction = transaction;
    this.events = events;
    this.supervisor = supervisor;
    this.clock = clock;
  }

  /// Queues a job.
  ///
  /// @param beside writes, in the same transaction, what its kind keeps of it
  public void submit(NewJob job, Runnable beside) {
    submit(job, clock.instant(), beside);
  }

  /// Queues a job in the place of another one that waits, which is cancelled.
  ///
  /// @param by who replaces it
  /// @param reason why, where the other is another's
  /// @param beside writes, in the same transaction, what its kind keeps of it
  /// @throws lab.harmony.people.NotAllowed if they may not
  /// @throws lab.harmony.people.ReasonNeeded if it is another's, and they have to say why
  public void submitInPlaceOf(Job other, NewJob job, Actor by, String reason, Runnable beside) {
    if (!cancel(other.id(), by, reason)) {
      throw new IllegalStateException("%s is over already".formatted(other.id()));
    }
    submit(job, other.submittedAt(), beside);
  }

  private void submit(NewJob job, Instant at, Runnable beside) {
    transaction.executeWithoutResult(_ -> {
      jobs.insert(job, at);
      beside.run();
      schedule(job.id(), job.kind(), 1, at);
    });
    queued(job.id(), job.kind());
  }

  /// Takes in a job that was done elsewhere, as part of the caller's transaction; nobody is told.
  public void addFinished(
      NewJob job, Instant submitted, Optional<Instant> started, Optional<Instant> ended) {
    jobs.insertEnded(job, submitted, started, ended, Code.FINISHED, Optional.empty());
  }

  /// Takes in a job that ended otherwise elsewhere, as part of the caller's transaction; nobody is
  /// told.
  ///
  /// @param reason why it failed; empty if a person stopped it
  public void addUnfinished(NewJob job, Instant submitted, Instant ended, Optional<String> reason) {
    jobs.insertEnded(
        job,
        submitted,
        Optional.of(submitted),
        Optional.of(ended),
        reason.isPresent() ? Code.FAILED : Code.CANCELLED,
        reason);
  }

  /// Those of every kind that are worked on or wait, in the order of the line.
  public List<Job> unfinished() {
    return jobs.unfinished();
  }

  /// What a job said after a line of this number, in order.
  public List<JobLine> said(JobId id, int after) {
    return jobs.said(id, after);
  }

  /// The last lines that a job said, in order.
  public List<JobLine> lastSaid(JobId id, int most) {
    return jobs.lastSaid(id, most);
  }

  /// Keeps a line of what was said about a job elsewhere.
  public void say(JobId id, String line) {
    jobs.say(id, line);
  }

  /// Whether this process works off the jobs, so that no other one of this machine does; waits a
  /// moment where that is only being found out.
  public boolean isWorkedHere() {
    var here = supervisor.getIfAvailable();
    return here != null && here.isHere();
  }

  public Optional<Job> find(JobId id) {
    return jobs.find(id);
  }

  /// Stops a job that waits or works; what it made stays. False if it was over already.
  ///
  /// @throws lab.harmony.people.NotAllowed if they may not
  /// @throws lab.harmony.people.ReasonNeeded if it is another's, and they have to say why
  public boolean cancel(JobId id, Actor by, String reason) {
    var job = jobs.find(id);
    return job.isPresent()
        && (stops.ask(job.get().submittedBy(), by, reason)
            ? cancelOfAnother(job.get(), by, reason)
            : requestCancel(id));
  }

  private boolean cancelOfAnother(Job job, Actor by, String reason) {
    boolean asked = stops.stop(job, by, reason, () -> jobs.requestCancel(job.id()));
    if (asked) {
      events.publishEvent(new JobChanged(job.id(), job.kind(), true));
    }
    return asked;
  }

  /// The last time that another than whoever started it stopped a job.
  public Optional<JobStop> stopped(JobId id) {
    return stops.last(id);
  }

  private boolean requestCancel(JobId id) {
    var asked = jobs.requestCancel(id);
    if (asked) {
      jobs.find(id).ifPresent(job -> events.publishEvent(new JobChanged(id, job.kind(), true)));
    }
    return asked;
  }

  /// Queues a failed or cancelled job again; it goes on with what is missing. False if it is
  /// neither.
  public boolean restart(JobId id) {
    var queued =
        transaction.execute(_ -> {
          var again = jobs.requeue(id) ? jobs.find(id) : Optional.<Job>empty();
          again.ifPresent(job -> schedule(id, job.kind(), job.revision(), clock.instant()));
          return again;
        });
    if (queued == null || queued.isEmpty()) {
      return false;
    }
    queued(id, queued.get().kind());
    return true;
  }

  private void schedule(JobId id, String kind, long attempt, Instant at) {
    scheduler.scheduleIfNotExists(
        JobTasks.descriptor(kind)
            .instance("%s:%d".formatted(id, attempt))
            .data(id)
            .scheduledTo(at));
  }

  private void queued(JobId id, String kind) {
    events.publishEvent(new JobQueued(id));
    events.publishEvent(new JobChanged(id, kind, true));
  }
}
