package lab.harmony.runs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import lab.harmony.models.ModelCatalogue;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Works off runs, one at a time, with the engine process of this machine's device.
@Component
class RunWorker {

  private final RunStore runs;
  private final ImageStore images;
  private final RunFolders folders;
  private final RunManifests manifests;
  private final ModelCatalogue models;
  private final WarmEngine engine;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final AtomicBoolean stopping = new AtomicBoolean();

  RunWorker(
      RunStore runs,
      ImageStore images,
      RunFolders folders,
      RunManifests manifests,
      ModelCatalogue models,
      WarmEngine engine,
      TransactionTemplate transaction,
      ApplicationEventPublisher events,
      Clock clock) {
    this.runs = runs;
    this.images = images;
    this.folders = folders;
    this.manifests = manifests;
    this.models = models;
    this.engine = engine;
    this.transaction = transaction;
    this.events = events;
    this.clock = clock;
  }

  /// Makes the pictures that the run still lacks.
  ///
  /// @throws WorkerStops if the worker has to end before the run does; the queue keeps the run
  void work(RunId id) {
    if (stopping.get()) {
      throw new WorkerStops();
    }
    var claim = runs.claim(id);
    if (claim.isEmpty()) {
      if (runs.cancelAbandoned(id)) {
        changed(id);
      }
      return;
    }
    changed(id);
    var run = runs.find(id).orElseThrow().run();
    try (var records = new RunRecords(folders.own(id), clock)) {
      new RunAttempt(claim.get(), run, records, this).go();
    } finally {
      changed(id);
    }
  }

  /// Makes the run in work end soon, to be continued later.
  void stop() {
    stopping.set(true);
  }

  boolean isStopping() {
    return stopping.get();
  }

  RunStore runs() {
    return runs;
  }

  ImageStore images() {
    return images;
  }

  /// The file of a picture of any run, if it is there with this content.
  Optional<Path> picture(ImageId id, String sha256) {
    return runs.find(id.run())
        .flatMap(entry ->
            images
                .find(id)
                .filter(picture -> picture.sha256().equals(sha256))
                .map(picture ->
                    RunFolders.images(folders.of(id.run(), entry.shippedIn()))
                        .resolve(picture.fileName())))
        .filter(Files::isRegularFile);
  }

  ModelCatalogue models() {
    return models;
  }

  WarmEngine engine() {
    return engine;
  }

  TransactionTemplate transaction() {
    return transaction;
  }

  Clock clock() {
    return clock;
  }

  void progressed(RunId id) {
    events.publishEvent(new RunChanged(id));
  }

  private void changed(RunId id) {
    manifests.write(id);
    progressed(id);
  }

  /// Tells the queue that the run goes on later.
  static final class WorkerStops extends RuntimeException {
    private static final long serialVersionUID = 1;

    WorkerStops() {
      super("the worker stops; the run continues when one starts again", null, false, false);
    }
  }
}
