package lab.harmony.work;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.context.ApplicationEventPublisher;

/// One worker's work on one job, as its handler sees it. What it writes counts only while no other
/// worker has the job.
public final class JobRun {

  private final Job job;
  private final JobClaim claim;
  private final JobStore jobs;
  private final ApplicationEventPublisher events;
  private final BooleanSupplier stopping;

  JobRun(
      Job job,
      JobClaim claim,
      JobStore jobs,
      ApplicationEventPublisher events,
      BooleanSupplier stopping) {
    this.job = job;
    this.claim = claim;
    this.jobs = jobs;
    this.events = events;
    this.stopping = stopping;
  }

  public Job job() {
    return job;
  }

  /// The number that guards what is written about the job elsewhere.
  public JobClaim claim() {
    return claim;
  }

  /// Whether this worker has to end: the handler stops where it can go on later, soon.
  public boolean isStopping() {
    return stopping.getAsBoolean();
  }

  /// Whether somebody asked for the job to be cancelled.
  public boolean isCancelRequested() {
    return jobs.cancelRequested(job.id());
  }

  /// Notes that one more process is used, and says how many that makes since the job got further.
  public int countTry() {
    return jobs.countTry(claim);
  }

  /// Notes, as part of the caller's transaction, that the job got further; false if another worker
  /// has it.
  public boolean gotFurther() {
    return jobs.gotFurther(claim);
  }

  /// Whether the job is still this worker's; noted as a change of it, as part of the caller's
  /// transaction.
  public boolean isOurs() {
    return jobs.touch(claim);
  }

  /// Notes how far the job is, and tells.
  ///
  /// @param fraction of all the work, 0 to 1
  public void progress(double fraction, Optional<Duration> remaining) {
    jobs.progress(claim, fraction, remaining);
    changed();
  }

  /// Keeps a line of what is said about the job, for whoever follows it.
  public void say(String line) {
    jobs.say(job.id(), line);
  }

  /// Tells that something about the job changed.
  public void changed() {
    events.publishEvent(new JobChanged(job.id(), job.kind(), false));
  }
}
