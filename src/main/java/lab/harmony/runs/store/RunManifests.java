package lab.harmony.runs.store;

import java.time.Instant;
import java.util.Optional;
import lab.harmony.people.NamedPerson;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunState;
import lab.harmony.workspace.AtomicFiles;
import org.springframework.stereotype.Component;

/// Writes what the database knows about a run into its folder.
@Component
public class RunManifests {

  private final RunStore runs;
  private final ImageStore images;
  private final RunFolders folders;

  RunManifests(RunStore runs, ImageStore images, RunFolders folders) {
    this.runs = runs;
    this.images = images;
    this.folders = folders;
  }

  /// Brings `run.json` up to date; leaves runs that came with an experiment alone.
  public void write(RunId id) {
    runs.find(id)
        .filter(entry -> entry.shippedIn().isEmpty())
        .ifPresent(entry -> AtomicFiles.write(RunFolders.manifest(folders.own(id)), text(entry)));
  }

  /// What `run.json` says of a run.
  String text(RunStore.Entry entry) {
    return RunJson.readable(manifest(entry));
  }

  private RunManifest manifest(RunStore.Entry entry) {
    var run = entry.run();
    var spec = runs.stored(run.id());
    return new RunManifest(
        RunManifest.FORMAT,
        run.id(),
        run.state() instanceof RunState.Finished,
        run.state().code().word(),
        run.state() instanceof RunState.Failed(_, var reason)
            ? Optional.of(reason)
            : Optional.empty(),
        run.by(),
        run.submittedBy().map(NamedPerson::id),
        run.submittedAt(),
        run.startedAt(),
        endedAt(run.state()),
        spec.sha256(),
        spec,
        entry.environment(),
        images.of(run.id()).stream().map(RunManifests::output).toList());
  }

  private static RunManifest.Output output(ImageStore.Picture picture) {
    return new RunManifest.Output(
        picture.index(),
        "images/" + picture.fileName(),
        picture.sha256(),
        picture.width(),
        picture.height(),
        picture.createdAt(),
        picture.reading());
  }

  private static Optional<Instant> endedAt(RunState state) {
    return switch (state) {
      case RunState.Queued _, RunState.Running _ -> Optional.empty();
      case RunState.Finished(var at, _) -> Optional.of(at);
      case RunState.Failed(var at, _) -> Optional.of(at);
      case RunState.Cancelled(var at) -> Optional.of(at);
    };
  }
}
