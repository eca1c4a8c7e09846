package lab.harmony.runs.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import lab.harmony.people.Actor;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.runs.EngineEnvironment;
import lab.harmony.runs.GenerateSpec;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunFilter;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.RunRow;
import lab.harmony.runs.RunsNow;
import lab.harmony.work.JobQueue;
import lab.harmony.work.JobStop;
import org.springframework.stereotype.Service;

/// The runs: submit one, look at them, stop or restart them, and see what they made.
@Service
public class RunQueue {

  private final RunStore runs;
  private final Rights rights;
  private final RunRows rows;
  private final CompletePictures images;
  private final RunFolders folders;
  private final Preflight preflight;
  private final JobQueue jobs;
  private final Clock clock;
  private final RandomGenerator random = new SecureRandom();

  RunQueue(
      RunStore runs,
      RunRows rows,
      CompletePictures images,
      RunFolders folders,
      Preflight preflight,
      JobQueue jobs,
      Clock clock,
      Rights rights) {
    this.rights = rights;
    this.runs = runs;
    this.rows = rows;
    this.images = images;
    this.folders = folders;
    this.preflight = preflight;
    this.jobs = jobs;
    this.clock = clock;
  }

  /// Queues a run, unless something says beforehand that it cannot succeed.
  ///
  /// @throws lab.harmony.people.NotAllowed if they may not
  public Submission submit(GenerateSpec spec, Actor by) {
    rights.require(by, Right.COMPUTE);
    var problem = preflight.problem(spec);
    if (problem.isPresent()) {
      return new Submission.Rejected(problem.get());
    }
    var id = RunId.at(clock.instant(), random);
    jobs.submit(RunStore.job(id, Optional.of(by.person())), () -> runs.insert(id, spec));
    return new Submission.Accepted(id);
  }

  /// Why a run of this spec would not be queued; empty where it would.
  public Optional<String> refusal(GenerateSpec spec) {
    return preflight.problem(spec);
  }

  public Optional<Run> find(RunId id) {
    return runs.find(id).map(RunStore.Entry::run);
  }

  /// Those of these runs that are here, in this order.
  public List<Run> find(Collection<RunId> ids) {
    return inOrder(ids).stream().map(RunStore.Entry::run).toList();
  }

  private List<RunStore.Entry> inOrder(Collection<RunId> ids) {
    var found =
        runs.find(ids).stream().collect(Collectors.toMap(entry -> entry.run().id(), it -> it));
    return ids.stream()
        .distinct()
        .flatMap(id -> Optional.ofNullable(found.get(id)).stream())
        .toList();
  }

  /// All runs of an experiment with what they were asked for, the newest first.
  public List<Run> of(String experiment) {
    return runs.of(experiment).stream().map(RunStore.Entry::run).toList();
  }

  /// The run of the same experiment that was submitted before another.
  public Optional<Run> before(Run run) {
    return runs.before(run.spec().experiment(), run.submittedAt()).map(RunStore.Entry::run);
  }

  /// A part of the list of those runs that fit, the newest first.
  public List<RunRow> list(RunFilter filter, int from, int most) {
    return rows.page(filter, from, most);
  }

  /// How many fit.
  public int count(RunFilter filter) {
    return rows.count(filter);
  }

  /// A run as its line in a list says it.
  public Optional<RunRow> row(RunId id) {
    return rows.find(id);
  }

  /// What can be said of all runs, and those at work: it costs the same however many there are.
  public RunsNow now() {
    return rows.now();
  }

  /// In how many runs a file draws or reads, by its digest.
  int countUsing(String sha256) {
    return rows.countUsing(sha256);
  }

  /// Those runs, the newest first.
  public List<RunRow> using(String sha256, int most) {
    return rows.using(sha256, most);
  }

  /// Those among them that this alone drew, such as a model without adapters.
  ///
  /// @param drawnBy as [GenerateSpec#drawnBy] says it
  public List<RunRow> using(String sha256, String drawnBy, int most) {
    return rows.using(sha256, drawnBy, most);
  }

  /// The experiments that have had runs, in alphabetical order.
  public List<String> experiments() {
    return rows.experiments(false);
  }

  /// The experiments that have made pictures, in alphabetical order. One that was removed from the
  /// workspace is not among them, though its runs are kept.
  public List<String> experimentsWithPictures() {
    var there = folders.experiments();
    return rows.experiments(true).stream().filter(there::contains).toList();
  }

  /// Stops a run that waits or works; its complete pictures stay. False if it was over already.
  ///
  /// @throws lab.harmony.people.NotAllowed if they may not
  /// @throws lab.harmony.people.ReasonNeeded if it is another's, and they have to say why
  public boolean cancel(RunId id, Actor by, String reason) {
    return jobs.cancel(RunStore.job(id), by, reason);
  }

  /// The last time that another than whoever started it stopped a run.
  public Optional<JobStop> stopped(RunId id) {
    return jobs.stopped(RunStore.job(id));
  }

  /// Queues a failed or cancelled run again; it continues with the pictures that are missing. False
  /// if it is neither.
  ///
  /// @throws lab.harmony.people.NotAllowed if they may not
  public boolean restart(RunId id, Actor by) {
    rights.require(by, Right.COMPUTE);
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

  /// The complete pictures of these runs, run by run, each run once: a few questions to the
  /// database, however many runs they are.
  public List<RunImage> images(Collection<RunId> ids) {
    var entries = inOrder(ids);
    var all = images.of(entries);
    return entries.stream()
        .map(entry -> all.getOrDefault(entry.run().id(), List.of()))
        .filter(RunQueue::there)
        .flatMap(List::stream)
        .toList();
  }

  /// The runs of these models, each with its adapters.
  public Set<RunId> drawnBy(Collection<String> models) {
    return rows.drawnBy(models);
  }

  /// A picture; no question to the database while those of its run are known.
  public Optional<RunImage> image(ImageId id) {
    return images.known(id).or(() -> CompletePictures.find(images(id.run()), id));
  }

  /// Whether a run has made pictures that are not there any more: they were removed with their
  /// experiment.
  public boolean picturesGone(Run run) {
    return run.images() > 0 && rows.find(run.id()).filter(RunRow::picturesGone).isPresent();
  }

  /// Those of these runs that have pictures which are there.
  public Set<RunId> withPictures(Collection<RunId> ids) {
    return rows.find(ids).stream()
        .filter(row -> row.images() > 0 && !row.picturesGone())
        .map(RunRow::id)
        .collect(Collectors.toSet());
  }

  /// Whether the folder of these pictures is still there: one look for all of them.
  private static boolean there(List<RunImage> images) {
    return images.isEmpty() || Files.isDirectory(images.getFirst().file().resolveSibling(""));
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
