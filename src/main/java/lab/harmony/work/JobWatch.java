package lab.harmony.work;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Notices what other processes did to jobs, a worker elsewhere or the command line, so that the
/// pages show it.
@Component
@ConditionalOnWebApplication
class JobWatch implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(JobWatch.class);

  /// Clocks of machines may differ by so much.
  private static final Duration BACK = Duration.ofMinutes(1);

  private final JobStore jobs;
  private final ApplicationEventPublisher events;
  private final Clock time;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("job-watch").factory());
  private Map<JobId, JobStore.Revision> seen = Map.of();
  private volatile boolean running;

  JobWatch(JobStore jobs, ApplicationEventPublisher events, Clock time) {
    this.jobs = jobs;
    this.events = events;
    this.time = time;
  }

  @Override
  public void start() {
    running = true;
    seen = lately();
    clock.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  @Override
  public void stop() {
    running = false;
    clock.shutdown();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void look() {
    try {
      var now = lately();
      now.forEach((id, revision) -> {
        if (!revision.equals(seen.get(id))) {
          events.publishEvent(new JobChanged(id, revision.kind(), false));
        }
      });
      seen = now;
    } catch (DataAccessException e) {
      log.warn("The jobs could not be looked at; trying again: {}", e.getMessage());
    }
  }

  /// Only jobs that changed a moment ago: however many there are, looking costs next to nothing.
  private Map<JobId, JobStore.Revision> lately() {
    return jobs.changedSince(time.instant().minus(BACK)).stream()
        .collect(Collectors.toMap(JobStore.Revision::job, revision -> revision));
  }
}
