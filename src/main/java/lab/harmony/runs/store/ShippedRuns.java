package lab.harmony.runs.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.PersonId;
import lab.harmony.pictures.Picture;
import lab.harmony.pictures.PictureKind;
import lab.harmony.runs.GenerateSpec;
import lab.harmony.work.JobQueue;
import lab.harmony.workspace.FileProblem;
import lab.harmony.workspace.FileProblems;
import lab.harmony.workspace.FileVersion;
import lab.harmony.workspace.Folders;
import lab.harmony.workspace.Found;
import lab.harmony.workspace.SafePath;
import lab.harmony.workspace.Sha256;
import lab.harmony.workspace.Workspace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Makes the sealed runs that lie beside an experiment's notebook known, in place, at every start.
///
/// A run is taken only as a whole: sealed, with every picture it lists, each with the digest it
/// lists. The manifest of one that is here is read again only when its file looks another.
@Component
class ShippedRuns implements ApplicationRunner {

  private static final Logger log = LoggerFactory.getLogger(ShippedRuns.class);
  private static final String TOO_LARGE =
      "a name, a number or a time in it is larger than the lab keeps";
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  private final Workspace workspace;
  private final JobQueue jobs;
  private final RunStore runs;
  private final ImageStore images;
  private final ShippedFiles files;
  private final TransactionTemplate transaction;
  private final FileProblems problems;
  private final People people;

  ShippedRuns(
      Workspace workspace,
      JobQueue jobs,
      RunStore runs,
      ImageStore images,
      ShippedFiles files,
      TransactionTemplate transaction,
      FileProblems problems,
      People people) {
    this.workspace = workspace;
    this.jobs = jobs;
    this.runs = runs;
    this.images = images;
    this.files = files;
    this.transaction = transaction;
    this.problems = problems;
    this.people = people;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    register();
  }

  /// Registers what is new; the rest stays as it is, and what cannot be taken is named.
  void register() {
    var left = new ArrayList<FileProblem>();
    var known = files.known();
    var seen = new HashSet<String>();
    for (var experiment : Folders.in(workspace.experiments()).usable()) {
      // Links among the experiments are named where experiments are listed.
      var folders = Folders.in(experiment.resolve("runs"));
      left.addAll(folders.problems());
      for (var folder : folders.usable()) {
        var place = workspace.root().relativize(folder).toString().replace('\\', '/');
        seen.add(place);
        Found.in(RunFolders.manifest(folder), _ -> register(experiment, folder, place, known))
            .unreadable()
            .ifPresent(left::add);
      }
    }
    problems.found(FileProblems.Area.RUNS, left);
    note("what is gone", () -> files.keepOnly(seen));
  }

  /// Answers its place in the workspace.
  private String register(Path experiment, Path folder, String place, Map<String, String> known)
      throws IOException {
    var version = FileVersion.of(RunFolders.manifest(folder));
    if (!version.text().equals(known.get(place))) {
      read(experiment, folder, place);
      note(place, () -> files.keep(place, version));
    }
    return place;
  }

  /// The next start reads it again where this cannot be kept.
  private static void note(String what, Runnable keep) {
    try {
      keep.run();
    } catch (DataAccessException e) {
      log.warn("It cannot be noted how {} looks.", what, e);
    }
  }

  private void read(Path experiment, Path folder, String place) {
    var manifest =
        Found.text(RunFolders.manifest(folder))
            .then(RunFolders.manifest(folder), RunManifest::read)
            .orElse(problem -> {
              throw new Unusable(problem.reason());
            });
    var spec = manifest.spec().read();
    var known = checkName(manifest, spec, experiment, folder, place);
    if (!known) {
      take(manifest, check(manifest, spec, folder), place);
    }
  }

  /// A run is taken under its own name, for the experiment it lies in, and once. Says whether it is
  /// here already.
  private boolean checkName(
      RunManifest manifest, GenerateSpec spec, Path experiment, Path folder, String place) {
    if (!manifest.id().value().equals(folder.getFileName().toString())) {
      throw new Unusable("its run.json is that of %s".formatted(manifest.id()));
    }
    var owner = experiment.getFileName().toString();
    if (!spec.experiment().equals(owner)) {
      throw new Unusable(
          "it says that it is a run of \"%s\", but lies in %s".formatted(spec.experiment(), owner));
    }
    var known = runs.find(manifest.id());
    known
        .filter(entry -> !entry.shippedIn().equals(Optional.of(place)))
        .ifPresent(entry -> {
          throw new Unusable(
              "a run of that name is here already, in %s"
                  .formatted(entry.shippedIn().orElse("the data folder")));
        });
    return known.isPresent();
  }

  /// Somebody who is known by this run alone cannot sign in.
  private Optional<PersonId> person(RunManifest manifest) {
    var name = manifest.submittedBy();
    if (name.isBlank()) {
      return Optional.empty();
    }
    if (!Person.isName(name)) {
      throw new Unusable(
          name.length() > Person.LONGEST_NAME ? TOO_LARGE : "nobody can have its \"submittedBy\"");
    }
    return Optional.of(people.named(name, manifest.submittedById()).id());
  }

  private void take(RunManifest manifest, List<String> names, String place) {
    var by = person(manifest);
    try {
      transaction.executeWithoutResult(_ -> {
        jobs.addFinished(
            RunStore.job(manifest.id(), by),
            manifest.submittedAt(),
            manifest.startedAt(),
            manifest.endedAt());
        runs.insertShipped(manifest, place);
        for (int i = 0; i < names.size(); i++) {
          images.insert(manifest.id(), picture(manifest.outputs().get(i), names.get(i)));
        }
      });
    } catch (DataIntegrityViolationException e) {
      log.warn("The run {} does not fit the database.", manifest.id(), e);
      throw new Unusable(TOO_LARGE);
    }
    log.info("Registered run {} in {}.", manifest.id(), place);
  }

  /// The names of the picture files, in the order of the outputs.
  private static List<String> check(RunManifest manifest, GenerateSpec spec, Path folder) {
    checkTimes(manifest);
    if (spec.prompts().isEmpty()) {
      throw new Unusable("it has no prompts");
    }
    if (!manifest.isReadable() || !manifest.sealed()) {
      throw new Unusable("it must be sealed and of format 1 to %d".formatted(RunManifest.FORMAT));
    }
    if (!manifest.spec().sha256().equals(manifest.specSha256())) {
      throw new Unusable("its spec does not have the digest in run.json");
    }
    var indexes = manifest.outputs().stream().map(RunManifest.Output::index).sorted().toList();
    var wanted = spec.prompts().size();
    if (indexes.size() != wanted
        || indexes.stream().distinct().count() != wanted
        || indexes.getFirst() != 0
        || indexes.getLast() != wanted - 1) {
      throw new Unusable("it must list %d pictures, 0 to %d".formatted(wanted, wanted - 1));
    }
    return manifest.outputs().stream().map(output -> check(output, folder)).toList();
  }

  private static void checkTimes(RunManifest manifest) {
    if (manifest.startedAt().isEmpty() || manifest.endedAt().isEmpty()) {
      throw new Unusable("its run.json does not say when it started and ended");
    }
    Stream.of(
            Stream.of(manifest.submittedAt()),
            manifest.startedAt().stream(),
            manifest.endedAt().stream(),
            manifest.outputs().stream().map(RunManifest.Output::createdAt))
        .flatMap(times -> times)
        .filter(time -> time.isBefore(Instant.EPOCH) || time.isAfter(LATEST))
        .findFirst()
        .ifPresent(time -> {
          throw new Unusable("no run was made at %s".formatted(time));
        });
  }

  private static String check(RunManifest.Output output, Path folder) {
    try {
      var file = SafePath.inside(folder, output.file());
      if (!RunFolders.images(folder.toAbsolutePath().normalize()).equals(file.getParent())
          || Files.size(file) > Picture.LARGEST_FILE
          || !Sha256.of(file).hex().equals(output.sha256())
          || !isPng(file, output)) {
        throw new Unusable("%s is not the picture that run.json lists".formatted(output.file()));
      }
      return file.getFileName().toString();
    } catch (Unusable e) {
      throw e;
    } catch (RuntimeException | IOException e) {
      throw new Unusable("the picture %s cannot be read".formatted(output.file()));
    }
  }

  /// Reads kind and size from the file's head, without decoding the picture.
  private static boolean isPng(Path file, RunManifest.Output output) throws IOException {
    var picture = Picture.read(file);
    return picture.kind() == PictureKind.PNG
        && picture.width() == output.width()
        && picture.height() == output.height();
  }

  private static ImageStore.Picture picture(RunManifest.Output output, String name) {
    return new ImageStore.Picture(
        output.index(),
        name,
        output.sha256(),
        output.width(),
        output.height(),
        output.createdAt(),
        output.reading());
  }

  /// Why a run that lies beside an experiment is not taken.
  private static final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unusable(String reason) {
      super(reason);
    }
  }
}
