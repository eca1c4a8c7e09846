package lab.harmony.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lab.harmony.work.process.ProcessRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Makes this process the worker of its device, as soon as no other process is.
///
/// The right to be it is a locked file, which the system frees when its holder ends: the lab, a
/// worker without pages and the command line may all run at once, and a device never has two jobs.
@Component
@ConditionalOnProperty(name = "harmony.worker.enabled", havingValue = "true", matchIfMissing = true)
class WorkSupervisor implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(WorkSupervisor.class);
  private static final long LOOK_AGAIN_MILLIS = 1000;
  private static final Duration END_PATIENCE = Duration.ofSeconds(20);
  private static final int PATIENCE_SECONDS = 40;

  private final Device device;
  private final JobWorker worker;
  private final Scheduler scheduler;
  private final JdbcClient database;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch looked = new CountDownLatch(1);
  private volatile @Nullable Thread thread;
  private volatile boolean running;
  private volatile boolean working;

  WorkSupervisor(Device device, JobWorker worker, Scheduler scheduler, JdbcClient database) {
    this.device = device;
    this.worker = worker;
    this.scheduler = scheduler;
    this.database = database;
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofPlatform().daemon().name("work-supervisor").start(this::supervise);
  }

  @Override
  public void stop() {
    running = false;
    worker.stop();
    stop.countDown();
    awaitEnd();
  }

  /// What the job in work still writes needs the database.
  private void awaitEnd() {
    var supervising = thread;
    try {
      if (supervising != null && !supervising.join(END_PATIENCE)) {
        log.warn("The job in work did not stop in time; it goes on when a worker starts again.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /// Takes up at once what this process has queued; what others queue is found by looking.
  @EventListener
  void queued(JobQueued event) {
    if (working) {
      scheduler.triggerCheckForDueExecutions();
    }
  }

  /// Whether this process is the worker; waits until it has tried to be.
  boolean isHere() {
    try {
      return looked.await(PATIENCE_SECONDS, TimeUnit.SECONDS) && working;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void supervise() {
    try (var channel =
        FileChannel.open(device.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      while (running) {
        try (var lock = channel.tryLock()) {
          if (lock != null) {
            work();
            return;
          }
        }
        looked.countDown();
        if (stop.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be locked".formatted(device.lock()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() throws InterruptedException {
    ProcessRecord.read(device.processRecord()).ifPresent(ProcessRecord::end);
    worker.giveBackForgotten();
    freeForgotten();
    log.info("This process is the worker of {}.", device.workerName());
    scheduler.start();
    working = true;
    looked.countDown();
    while (!stop.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
      worker.leaveDeviceToOthers();
    }
    working = false;
    if (!scheduler.getSchedulerState().isShuttingDown()) {
      scheduler.stop();
    }
    worker.leaveDevice();
  }

  /// What the last worker of this device had in hand when it was killed: it is gone, for we have
  /// its lock, so its jobs need not wait until its heartbeat is missed.
  private void freeForgotten() {
    database
        .sql(
            """
            update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null,
              version = version + 1
            where picked = true and picked_by = :name
            """)
        .param("name", device.workerName())
        .update();
  }
}
