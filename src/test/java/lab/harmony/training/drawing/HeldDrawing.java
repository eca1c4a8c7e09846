package lab.harmony.training.drawing;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import lab.harmony.HarmonyLab;
import lab.harmony.work.JobChanged;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.SmartLifecycle;

/// A lab that stops in the midst of drawing a dataset, when some pictures are drawn, until it is
/// let go or ends: so a test need not hit the right moment.
final class HeldDrawing implements ApplicationListener<PayloadApplicationEvent<JobChanged>> {

  /// The first note of how far it is comes before the first picture.
  private static final int NOTE = 2;

  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicInteger notes = new AtomicInteger();
  private final CompletableFuture<ConfigurableApplicationContext> lab = new CompletableFuture<>();
  private volatile Optional<RuntimeException> mistake = Optional.empty();

  ConfigurableApplicationContext begin(Path data, Path workspace) {
    var application = new SpringApplication(HarmonyLab.class);
    application.setAdditionalProfiles("headless");
    application.addInitializers(lab::complete);
    application.addListeners(this);
    return application.run(
        "--spring.datasource.url=", // the database in the data folder, which outlives a lab
        "--harmony.worker.enabled=true",
        "--harmony.data=" + data,
        "--harmony.workspace=" + workspace);
  }

  @Override
  public void onApplicationEvent(PayloadApplicationEvent<JobChanged> event) {
    var changed = event.getPayload();
    if (changed.inState()
        || !changed.kind().equals(DatasetDrawings.KIND)
        || notes.incrementAndGet() != NOTE) {
      return;
    }
    held.countDown();
    try {
      var worker = lab.join().getBean("workSupervisor", SmartLifecycle.class);
      while (worker.isRunning() && !released.await(5, TimeUnit.MILLISECONDS)) {
        // The one or the other happens.
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    var wanted = mistake;
    if (wanted.isPresent()) {
      throw wanted.get();
    }
  }

  void awaitHeld() throws InterruptedException {
    if (!held.await(3, TimeUnit.MINUTES)) {
      throw new AssertionError("no picture was drawn");
    }
  }

  void release() {
    released.countDown();
  }

  /// Lets it go, and fails it.
  void fail(RuntimeException with) {
    mistake = Optional.of(with);
    release();
  }
}
