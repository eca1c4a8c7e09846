package lab.harmony.backup.scheduled;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Looks every minute whether a backup is due, in the process that serves pages.
@Component
@ConditionalOnWebApplication
@ConditionalOnExpression("'${spring.datasource.url:}'.isBlank()")
class BackupClock implements SmartLifecycle {

  private final ScheduledBackups backups;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("scheduled-backups").factory());
  private volatile boolean running;

  BackupClock(ScheduledBackups backups) {
    this.backups = backups;
  }

  @Override
  public void start() {
    running = true;
    if (backups.plan().every().isPresent()) {
      clockwork.scheduleWithFixedDelay(backups::look, 1, 1, TimeUnit.MINUTES);
    }
  }

  @Override
  public void stop() {
    running = false;
    clockwork.shutdown();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
