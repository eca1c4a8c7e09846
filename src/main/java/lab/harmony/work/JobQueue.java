package lab.harmony.work;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The jobs of every kind, in one line: submit one, look at it, stop it or let it go on.
@Service
public class JobQueue {

  private final JobStore jobs;
  private final SchedulerClient scheduler;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  JobQueue(
      JobStore jobs,
      SchedulerClient scheduler,
      TransactionTemplate transaction,
      ApplicationEventPublisher events,
      Clock clock) {
    this.jobs = jobs;
    this.scheduler = scheduler;
    this.transaction = transaction;
    this.events = events;
    this.clock = clock;
  }

  /// Queues a job.
  ///
  /// @param beside writes, in the same transaction, what its kind keeps of it
  public void submit(NewJob job, Runnable beside) {
    transaction.executeWithoutResult(_ -> {
      jobs.insert(job);
      beside.run();
      schedule(job.id(), job.kind(), 1);
    });
    queued(job.id(), job.kind());
  }

  /// Takes in a job that was done elsewhere, as part of the caller's transaction; nobody is told.
  public void addFinished(
      NewJob job, Instant submitted, Optional<Instant> started, Optional<Instant> ended) {
    jobs.insertFinished(job, submitted, started, ended);
  }

  public Optional<Job> find(JobId id) {
    return jobs.find(id);
  }

  /// Stops a job that waits or works; what it made stays. False if it was over already.
  public boolean cancel(JobId id) {
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
          again.ifPresent(job -> schedule(id, job.kind(), job.revision()));
          return again;
        });
    if (queued == null || queued.isEmpty()) {
      return false;
    }
    queued(id, queued.get().kind());
    return true;
  }

  private void schedule(JobId id, String kind, long attempt) {
    scheduler.scheduleIfNotExists(
        JobTasks.descriptor(kind)
            .instance("%s:%d".formatted(id, attempt))
            .data(id)
            .scheduledTo(clock.instant()));
  }

  private void queued(JobId id, String kind) {
    events.publishEvent(new JobQueued(id));
    events.publishEvent(new JobChanged(id, kind, true));
  }
}
