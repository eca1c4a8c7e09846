package lab.harmony.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lab.harmony.training.data.TrainingProblem;
import lab.harmony.training.process.TrainingOrder;
import lab.harmony.training.spec.TrainingSpec;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.Sha256;
import lab.harmony.workspace.Workspace;
import org.springframework.stereotype.Service;
import org.springframework.util.FileSystemUtils;

/// Trainings whose specs were sent from another machine. What a spec names lies in the workspace,
/// by its name there: no other folder of this machine is read. Prompts that were sent along are
/// kept until no training waits for them.
@Service
public class SentTrainings {

  private final Workspace workspace;
  private final DataFolder data;
  private final Sittings sittings;
  private final Clock clock;

  SentTrainings(Workspace workspace, DataFolder data, Sittings sittings, Clock clock) {
    this.clock = clock;
    this.workspace = workspace;
    this.data = data;
    this.sittings = sittings;
  }

  /// What a spec that was sent asks for.
  ///
  /// @param sent where it lies for a moment
  /// @param prompts that were sent along, where they lie for a moment
  /// @throws TrainingProblem naming what is wrong with the spec, or the folder that is none of the
  ///   workspace
  public TrainingOrder order(Path sent, Optional<Path> prompts) {
    TrainingSpec.read(sent); // says what is wrong by the name that it was sent under
    var here = TrainingOrder.of(sent, workspace.prompts());
    var place =
        workspace
            .root()
            .toAbsolutePath()
            .normalize()
            .resolve("sent-%s.yaml".formatted(Sha256.of(here.spec()).hex().substring(0, 16)));
    var order = here.at(place);
    var asked = order.training().data();
    Stream.concat(Stream.of(asked.dataset()), asked.regularisation().stream())
        .filter(folder -> !folder.startsWith(place.resolveSibling("")))
        .findFirst()
        .ifPresent(folder -> {
          throw new TrainingProblem(
              "%s: a dataset has to lie in the workspace of the lab, and is named as it lies there, as experiments/lora-v1/faces; got %s"
                  .formatted(sent, asWritten(folder, place, order.spec())));
        });
    return prompts.map(folder -> order.withPrompts(kept(folder))).orElse(order);
  }

  /// A folder as the spec names it, which does not know where the workspace lies.
  private static Path asWritten(Path folder, Path place, String spec) {
    return spec.contains(folder.toString()) ? folder : place.resolveSibling("").relativize(folder);
  }

  /// A copy by its digest, beside those of trainings that are not over.
  private Path kept(Path prompts) {
    try (var all = Files.walk(prompts)) {
      var files = all.filter(Files::isRegularFile).sorted().toList();
      var folder = folder().resolve(digest(prompts, files));
      removeOthers(folder);
      for (var file : files) {
        var copy = folder.resolve(prompts.relativize(file).toString());
        Files.createDirectories(copy.resolveSibling(""));
        AtomicFiles.write(copy, out -> Files.copy(file, out));
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("the prompts that were sent could not be kept", e);
    }
  }

  private static String digest(Path prompts, List<Path> files) {
    var text = new StringBuilder();
    for (var file : files) {
      text.append("%s %s%n".formatted(Sha256.of(file).hex(), prompts.relativize(file)));
    }
    return Sha256.of(text.toString()).hex().substring(0, 16);
  }

  private Path folder() {
    return data.root().resolve("sent-prompts");
  }

  private void removeOthers(Path wanted) throws IOException {
    if (!Files.isDirectory(folder(), LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    var used = used();
    // One that was sent just now may not be in the line yet.
    var old = clock.instant().minus(Duration.ofDays(1));
    try (var kept = Files.list(folder())) {
      for (var one : kept.toList()) {
        if (!one.equals(wanted)
            && !used.contains(one)
            && Files.getLastModifiedTime(one).toInstant().isBefore(old)) {
          FileSystemUtils.deleteRecursively(one);
        }
      }
    }
  }

  private Set<Path> used() {
    var used = new HashSet<Path>();
    Stream.of(TrainingHandler.KIND, TrainingHandler.ESTIMATE)
        .flatMap(kind -> sittings.unfinished(kind).stream())
        .forEach(sitting -> used.add(TrainingOrder.of(sitting.job()).prompts()));
    return used;
  }
}
