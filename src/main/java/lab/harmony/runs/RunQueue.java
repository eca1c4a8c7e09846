package lab.harmony.runs;

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
import lab.harmony.work.JobQueue;
import org.springframework.stereotype.Service;

/// The runs: submit one, look at them, stop or restart them, and see what they made.
@Service
public class RunQueue {

  private final RunStore runs;
  private final CompletePictures images;
  private final RunFolders folders;
  private final Preflight preflight;
  private final JobQueue jobs;
  private final Clock clock;
  private final RandomGenerator random = new SecureRandom();

  RunQueue(
      RunStore runs,
      CompletePictures images,
      RunFolders folders,
      Preflight preflight,
      JobQueue jobs,
      Clock clock) {
    this.runs = runs;
    this.images = images;
    this.folders = folders;
    this.preflight = preflight;
    this.jobs = jobs;
    this.clock = clock;
  }

  /// Queues a run, unless something says beforehand that it cannot succeed.
  public Submission submit(GenerateSpec spec, String submittedBy) {
    var problem = preflight.problem(spec);
    if (problem.isPresent()) {
      return new Submission.Rejected(problem.get());
    }
    var id = RunId.at(clock.instant(), random);
    jobs.submit(RunStore.job(id, submittedBy), () -> runs.insert(id, spec));
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
    return jobs.cancel(RunStore.job(id));
  }

  /// Queues a failed or cancelled run again; it continues with the pictures that are missing. False
  /// if it is neither.
  public boolean restart(RunId id) {
    return jobs.restart(RunStore.job(id));
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
}
