package lab.harmony.runs.store;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import lab.harmony.people.Actor;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.runs.GenerateSpec;
import lab.harmony.runs.RunChanged;
import lab.harmony.runs.RunId;
import lab.harmony.work.JobQueue;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.SafePath;
import lab.harmony.workspace.Sha256;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// Takes in pictures that were made elsewhere, as a finished run.
@Service
public class RunImports {

  private final JobQueue jobs;
  private final Rights rights;
  private final RunStore runs;
  private final ImageStore images;
  private final RunFolders folders;
  private final RunManifests manifests;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final RandomGenerator random = new SecureRandom();

  RunImports(
      JobQueue jobs,
      RunStore runs,
      ImageStore images,
      RunFolders folders,
      RunManifests manifests,
      TransactionTemplate transaction,
      ApplicationEventPublisher events,
      Clock clock,
      Rights rights) {
    this.rights = rights;
    this.jobs = jobs;
    this.runs = runs;
    this.images = images;
    this.folders = folders;
    this.manifests = manifests;
    this.transaction = transaction;
    this.events = events;
    this.clock = clock;
  }

  /// Adds a finished run of these pictures, one for each prompt of the spec, in its order. All
  /// files are on the disk before the run is known.
  ///
  /// @param log what its log says about where they come from
  public RunId add(GenerateSpec spec, List<ImportedPicture> pictures, String log, Actor by) {
    rights.require(by, Right.IMPORT);
    if (pictures.isEmpty() || pictures.size() != spec.prompts().size()) {
      throw new IllegalArgumentException(
          "a run of %d prompts needs as many pictures, got %d"
              .formatted(spec.prompts().size(), pictures.size()));
    }
    var id = RunId.at(clock.instant(), random);
    var folder = folders.own(id);
    var kept = new ArrayList<ImageStore.Picture>();
    for (var picture : pictures) {
      var png = picture.png().get();
      AtomicFiles.write(SafePath.inside(RunFolders.images(folder), picture.fileName()), png);
      kept.add(
          new ImageStore.Picture(
              kept.size(),
              picture.fileName(),
              Sha256.of(png).hex(),
              picture.width(),
              picture.height(),
              picture.createdAt(),
              Optional.empty()));
    }
    AtomicFiles.write(RunFolders.log(folder), log);
    var now = clock.instant();
    transaction.executeWithoutResult(_ -> {
      jobs.addFinished(
          RunStore.job(id, Optional.of(by.person())), now, Optional.of(now), Optional.of(now));
      runs.insertFinished(id, spec);
      kept.forEach(picture -> images.insert(id, picture));
    });
    manifests.write(id);
    events.publishEvent(new RunChanged(id));
    return id;
  }
}
