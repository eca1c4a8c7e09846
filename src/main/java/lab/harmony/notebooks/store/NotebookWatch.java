package lab.harmony.notebooks.store;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import lab.harmony.notebooks.document.ExperimentSlug;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Notices notebooks that others changed on disk: git, JupyterLab, another process of the lab; and
/// deleted ones whose folders were moved back by hand.
@Component
class NotebookWatch implements SmartLifecycle {
  private final NotebookFiles files;
  private final ApplicationEventPublisher events;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("notebook-watch").factory());
  private volatile boolean running;

  NotebookWatch(NotebookFiles files, ApplicationEventPublisher events) {
    this.files = files;
    this.events = events;
  }

  /// Announces every notebook that is another than when it was last read here, or is back.
  void look() {
    try {
      for (var slug : files.list()) {
        files.returned(slug).ifPresent(deletion -> comeBack(slug, deletion));
        if (files.changedByOthers(slug)) {
          files.open(slug);
          var before = files.overtaken(slug);
          events.publishEvent(new NotebookChanged(slug));
          before.ifPresent(known -> events.publishEvent(new NotebookOvertaken(slug, known)));
        }
      }
    } catch (RuntimeException e) {
      LoggerFactory.getLogger(getClass()).warn("The notebooks could not be looked at.", e);
    }
  }

  /// The mark goes when everybody has heard of it; what ends in between is told again.
  private void comeBack(ExperimentSlug slug, String deletion) {
    events.publishEvent(new ExperimentReturned(slug, deletion));
    if (files.unmarkDeleted(slug)) {
      events.publishEvent(new NotebookChanged(slug));
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
