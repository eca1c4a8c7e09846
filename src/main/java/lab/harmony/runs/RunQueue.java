package lab.harmony.runs;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The runs: submit one, look at them, stop or restart them, and see what they made.
@Service
public class RunQueue {

  private final RunStore runs;
  private final CompletePictures images;
  private final RunFolders folders;
  private final RunManifests manifests;
  private final Preflight preflight;
  private final SchedulerClient scheduler;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final RandomGenerator random = new SecureRandom();

  RunQueue(
      RunStore runs,
      CompletePictures images,
      RunFolders folders,
      RunManifests manifests,
      Preflight preflight,
      SchedulerClient scheduler,
      TransactionTemplate transaction,
      ApplicationEventPublisher events,
      Clock clock) {
    this.runs = runs;
    this.images = images;
    this.folders = folders;
    this.manifests = manifests;
    this.preflight = preflight;
    this.scheduler = scheduler;
    this.transaction = transaction;
    this.events = events;
    this.clock = clock;
  }

  /// Queues a run, unless something says beforehand that it cannot succeed.
  public Submission submit(GenerateSpec spec, String submittedBy) {
    var problem = preflight.problem(spec);
    if (problem.isPresent()) {
      return new Submission.Rejected(problem.get());
    }
    var id = RunId.at(clock.instant(), random);
    transaction.executeWithoutResult(_ -> {
      runs.insert(id, spec, submittedBy);
      schedule(id, 1);
    });
    events.publishEvent(new RunQueued(id));
    changed(id);
    return new Submission.Accepted(id);
  }

  public Optional<Run> find(RunId id) {
    return runs.find(id).map(RunStore.Entry::run);
  }

  /// The newest first.
  public List<Run> list(RunFilter filter) {
    return runs.list(filter).stream().map(RunStore.Entry::run).filter(filter::accepts).toList();
  }

  /// The experiments that have made pictures, in alphabetical order. One that was removed from the
  /// workspace is not among them, though its runs are kept.
  public List<String> experimentsWithPictures() {
    var there = folders.experiments();
    return list(RunFilter.ALL).stream()
        .filter(run -> run.images() > 0)
        .map(run -> run.spec().experiment())
        .filter(there::contains)
        .distinct()
        .sorted()
        .toList();
  }

  /// Stops a run that waits or works; its complete pictures stay. False if it was over already.
  public boolean cancel(RunId id) {
    var asked = runs.requestCancel(id);
    if (asked) {
      changed(id);
    }
    return asked;
  }

  /// Queues a failed or cancelled run again; it continues with the pictures that are missing. False
  /// if it is neither.
  public boolean restart(RunId id) {
    var queued =
        Boolean.TRUE.equals(
            transaction.execute(_ -> {
              var requeued = runs.requeue(id);
              if (requeued) {
                schedule(id, runs.find(id).orElseThrow().revision());
              }
              return requeued;
            }));
    if (queued) {
      events.publishEvent(new RunQueued(id));
      changed(id);
    }
    return queued;
  }

  /// The complete pictures of a run, in the order of its prompts; none when they were removed with
  /// their experiment.
  public List<RunImage> images(RunId id) {
    return runs.find(id).map(images::of).filter(RunQueue::there).orElse(List.of());
  }

  /// The complete pictures of a run as it was when it was read.
  public List<RunImage> images(Run run) {
    return images.known(run).filter(RunQueue::there).orElseGet(() -> images(run.id()));
  }

  public Optional<RunImage> image(ImageId id) {
    return images
        .known(id)
        .or(() -> images(id.run()).stream().filter(image -> image.id().equals(id)).findFirst());
  }

  /// Whether the folder of these pictures is still there: one look for all of them.
  private static boolean there(List<RunImage> images) {
    return images.isEmpty() || Files.isDirectory(images.getFirst().file().resolveSibling(""));
  }

  /// All complete pictures of an experiment, run by run, the oldest run first.
  public List<RunImage> imagesOf(String experiment) {
    return list(RunFilter.ofExperiment(experiment)).stream()
        .sorted(Comparator.comparing(Run::submittedAt).thenComparing(Run::id))
        .flatMap(run -> images(run).stream())
        .toList();
  }

  /// What the worker and the engine said, line by line.
  public String log(RunId id) {
    var file = folder(id).map(RunFolders::log);
    try {
      // Whatever is no text in it is shown as such.
      return file.isPresent() && Files.isRegularFile(file.get())
          ? new String(Files.readAllBytes(file.get()), StandardCharsets.UTF_8)
          : "";
    } catch (IOException e) {
      throw new UncheckedIOException("the log of %s could not be read".formatted(id), e);
    }
  }

  /// What computed the pictures, once an engine has said so.
  public Optional<EngineEnvironment> environment(RunId id) {
    return runs.find(id).flatMap(RunStore.Entry::environment);
  }

  /// The folder with the run's manifest, pictures, log and step records.
  public Optional<Path> folder(RunId id) {
    return runs.find(id).map(entry -> folders.of(id, entry.shippedIn()));
  }

  private void schedule(RunId id, long attempt) {
    scheduler.scheduleIfNotExists(
        QueueConfiguration.WORK
            .instance("%s:%d".formatted(id, attempt))
            .data(id)
            .scheduledTo(clock.instant()));
  }

  private void changed(RunId id) {
    manifests.write(id);
    events.publishEvent(new RunChanged(id));
  }
}
