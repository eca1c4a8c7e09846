package lab.harmony.reports.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import lab.harmony.activity.ActivityChanged;
import lab.harmony.workspace.Workspace;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Notices reports that come and go, by whichever process they were published.
@Component
class ReportsWatch implements SmartLifecycle {
  private final Path folder;
  private final ApplicationEventPublisher events;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("reports-watch").factory());
  private Optional<FileTime> before = Optional.empty();
  private volatile boolean running;

  ReportsWatch(Workspace workspace, ApplicationEventPublisher events) {
    this.folder = workspace.reports();
    this.events = events;
  }

  private void look() {
    var now = changed();
    if (!now.equals(before)) {
      before = now;
      events.publishEvent(new ActivityChanged());
    }
  }

  private Optional<FileTime> changed() {
    try {
      return Optional.of(Files.getLastModifiedTime(folder));
    } catch (IOException noReports) {
      return Optional.empty();
    }
  }

  @Override
  public void start() {
    before = changed();
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
