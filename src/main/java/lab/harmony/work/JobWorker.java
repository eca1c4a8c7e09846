package lab.harmony.work;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Works off jobs of every kind, one at a time, each with this machine's device to itself.
@Component
class JobWorker {

  private final JobStore jobs;
  private final Device device;
  private final DeviceLeases leases;
  private final ApplicationEventPublisher events;
  private final ReentrantLock working = new ReentrantLock();
  private final AtomicBoolean stopping = new AtomicBoolean();

  /// Who may still keep something on the device.
  private volatile Optional<JobHandler> last = Optional.empty();

  JobWorker(JobStore jobs, Device device, DeviceLeases leases, ApplicationEventPublisher events) {
    this.jobs = jobs;
    this.device = device;
    this.leases = leases;
    this.events = events;
  }

  /// Does what is left of a job, when it is its turn on the device.
  ///
  /// @throws WorkerStops if the worker has to end before the job does; the queue keeps the job
  void work(JobId id, JobHandler handler) {
    working.lock();
    try (var turn = device.turn()) {
      checkStopping();
      turn.await(() -> {
        checkStopping();
        leaveDevice();
      });
      claimed(id, handler);
    } finally {
      working.unlock();
    }
  }

  private void checkStopping() {
    if (stopping.get()) {
      throw new WorkerStops();
    }
  }

  private void claimed(JobId id, JobHandler handler) {
    var claim = jobs.claim(id);
    var job = jobs.find(id);
    if (claim.isEmpty() || job.isEmpty()) {
      if (jobs.cancelAbandoned(id)) {
        job.ifPresent(this::changed);
      }
      return;
    }
    changed(job.get());
    try {
      work(job.get(), claim.get(), handler);
    } finally {
      changed(job.get());
    }
  }

  private void work(Job job, JobClaim claim, JobHandler handler) {
    if (last.filter(other -> other != handler).isPresent()) {
      leaveDevice();
    }
    var lease = leases.grant(job.id());
    try {
      last = Optional.of(handler);
      switch (handler.work(new JobRun(job, claim, jobs, events, stopping::get))) {
        case JobEnd.Finished _ -> jobs.finish(claim);
        case JobEnd.Failed(var reason) -> jobs.fail(claim, reason);
        case JobEnd.Cancelled _ -> jobs.cancelled(claim);
        case JobEnd.Superseded _ -> {}
        case JobEnd.Stopped _ -> {
          jobs.release(claim);
          throw new WorkerStops();
        }
      }
    } catch (RuntimeException | Error e) {
      giveBack(claim, e);
      throw e;
    } finally {
      leases.free(lease);
    }
  }

  /// What comes again later does not stand as being worked on until then.
  private void giveBack(JobClaim claim, Throwable why) {
    try {
      jobs.release(claim);
    } catch (RuntimeException e) {
      why.addSuppressed(e);
    }
  }

  /// Gives back what the last worker of this device had in hand when it was killed.
  void giveBackForgotten() {
    leases.held().stream()
        .filter(lease -> lease.device().equals(device.workerName()))
        .map(DeviceLeases.Lease::job)
        .filter(jobs::releaseForgotten)
        .flatMap(id -> jobs.find(id).stream())
        .forEach(this::changed);
    leases.freeForgotten();
  }

  /// Makes the job in work end soon, to be continued later.
  void stop() {
    stopping.set(true);
  }

  /// Frees the device between jobs when another process has its turn there.
  void leaveDeviceToOthers() {
    if (last.isPresent() && working.tryLock()) {
      try (var turn = device.turn()) {
        if (!turn.tryTake()) {
          leaveDevice();
        }
      } finally {
        working.unlock();
      }
    }
  }

  /// Frees what is kept on the device between jobs.
  void leaveDevice() {
    last.ifPresent(JobHandler::leaveDevice);
    last = Optional.empty();
  }

  private void changed(Job job) {
    events.publishEvent(new JobChanged(job.id(), job.kind(), true));
  }
}
