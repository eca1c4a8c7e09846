package lab.harmony.runs;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Notices what other processes did to runs, a worker elsewhere or the command line, so that the
/// pages show it.
@Component
@ConditionalOnWebApplication
class RunWatch implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(RunWatch.class);

  private final RunStore runs;
  private final ApplicationEventPublisher events;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("run-watch").factory());
  private Map<RunId, Long> seen = new HashMap<>();
  private volatile boolean running;

  RunWatch(RunStore runs, ApplicationEventPublisher events) {
    this.runs = runs;
    this.events = events;
  }

  @Override
  public void start() {
    running = true;
    seen = runs.revisions();
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
      var now = runs.revisions();
      now.forEach((id, revision) -> {
        if (!revision.equals(seen.get(id))) {
          events.publishEvent(new RunChanged(id));
        }
      });
      seen = now;
    } catch (DataAccessException e) {
      log.warn("The runs could not be looked at; trying again: {}", e.getMessage());
    }
  }
}
