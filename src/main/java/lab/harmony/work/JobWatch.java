package lab.harmony.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
/// pages show it. While the [JobMark] is the same, the database is hardly asked.
@Component
@ConditionalOnWebApplication
class JobWatch implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(JobWatch.class);

  /// Clocks of machines may differ by so much.
  private static final Duration BACK = Duration.ofMinutes(1);

  private static final Duration LOOK = Duration.ofMillis(500);

  /// Looks without a mark, which another version of the lab does not write; well within [#BACK].
  private static final Duration ANYWAY = Duration.ofSeconds(20);

  private final JobStore jobs;
  private final JobMark mark;
  private final ApplicationEventPublisher events;
  private final Clock time;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("job-watch").factory());
  private Map<JobId, JobStore.Revision> seen = Map.of();
  private String marked = "";
  private Instant looked = Instant.MIN;
  private volatile boolean running;

  JobWatch(JobStore jobs, JobMark mark, ApplicationEventPublisher events, Clock time) {
    this.jobs = jobs;
    this.mark = mark;
    this.events = events;
    this.time = time;
  }

  @Override
  public void start() {
    running = true;
    look();
    clock.scheduleWithFixedDelay(
        this::lookWhereMarked, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
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

  synchronized void lookWhereMarked() {
    if (!mark.now().equals(marked) || looked.plus(ANYWAY).isBefore(time.instant())) {
      try {
        look().forEach(this::tell);
      } catch (DataAccessException e) {
        log.warn("The jobs could not be looked at; trying again: {}", e.getMessage());
      }
    }
  }

  private void tell(JobStore.Revision changed) {
    try {
      events.publishEvent(new JobChanged(changed.job(), changed.kind(), false));
    } catch (RuntimeException e) {
      log.warn("Not everybody could be told that {} changed.", changed.job().value(), e);
    }
  }

  /// What changed since the last look. The mark is read first: whatever changes later has another
  /// one.
  private List<JobStore.Revision> look() {
    var before = mark.now();
    var now = lately();
    var changed =
        now.values().stream()
            .filter(revision -> !revision.equals(seen.get(revision.job())))
            .toList();
    seen = now;
    marked = before;
    looked = time.instant();
    return changed;
  }

  /// Only jobs that changed a moment ago: however many there are, looking costs next to nothing.
  private Map<JobId, JobStore.Revision> lately() {
    return jobs.changedSince(time.instant().minus(BACK)).stream()
        .collect(Collectors.toMap(JobStore.Revision::job, revision -> revision));
  }
}
