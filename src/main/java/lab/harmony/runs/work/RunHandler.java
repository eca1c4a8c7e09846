package lab.harmony.runs.work;

import java.time.Clock;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.runs.RunChanged;
import lab.harmony.runs.RunId;
import lab.harmony.runs.store.ImageStore;
import lab.harmony.runs.store.RunFolders;
import lab.harmony.runs.store.RunManifests;
import lab.harmony.runs.store.RunStore;
import lab.harmony.work.JobChanged;
import lab.harmony.work.JobEnd;
import lab.harmony.work.JobHandler;
import lab.harmony.work.JobRun;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Makes the pictures of runs, with the engine process of this machine's device.
@Component
class RunHandler implements JobHandler {

  private final RunStore runs;
  private final ImageStore images;
  private final RunFolders folders;
  private final RunManifests manifests;
  private final EngineRequests requests;
  private final ModelCatalogue models;
  private final WarmEngine engine;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  RunHandler(
      RunStore runs,
      ImageStore images,
      RunFolders folders,
      RunManifests manifests,
      EngineRequests requests,
      ModelCatalogue models,
      WarmEngine engine,
      TransactionTemplate transaction,
      ApplicationEventPublisher events,
      Clock clock) {
    this.runs = runs;
    this.images = images;
    this.folders = folders;
    this.manifests = manifests;
    this.requests = requests;
    this.models = models;
    this.engine = engine;
    this.transaction = transaction;
    this.events = events;
    this.clock = clock;
  }

  /// Makes the pictures that the run still lacks.
  @Override
  public JobEnd work(JobRun job) {
    var id = new RunId(job.job().id().value());
    var run = runs.find(id).orElseThrow().run();
    try (var records = new RunJournal(folders.own(id), clock)) {
      var pictures = new RunPictures(job, run, runs, images, records, transaction, clock);
      return new RunAttempt(job, run, records, pictures, this).go();
    }
  }

  @Override
  public void leaveDevice() {
    engine.destroy();
  }

  @EventListener
  void changed(JobChanged event) {
    if (event.kind().equals(RunStore.KIND)) {
      var id = new RunId(event.job().value());
      if (event.inState()) {
        manifests.write(id);
      }
      events.publishEvent(new RunChanged(id));
    }
  }

  RunStore runs() {
    return runs;
  }

  EngineRequests requests() {
    return requests;
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
}
