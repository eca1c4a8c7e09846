package lab.harmony.training;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Starts the next training that waits when the one before it has ended, however it ended.
@Component
class TrainingTurns implements SmartLifecycle {

  private final TrainingProcesses processes;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("training-turns").factory());
  private volatile boolean running;

  TrainingTurns(TrainingProcesses processes) {
    this.processes = processes;
  }

  private void look() {
    try {
      processes.next();
    } catch (RuntimeException e) {
      LoggerFactory.getLogger(getClass()).warn("The next training could not be started.", e);
    }
  }

  @Override
  public void start() {
    running = true;
    clockwork.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  @Override
  public void stop() {
    running = false;
    clockwork.shutdownNow();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
