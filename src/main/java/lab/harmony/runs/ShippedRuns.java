package lab.harmony.runs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lab.harmony.pictures.Picture;
import lab.harmony.pictures.PictureKind;
import lab.harmony.workspace.SafePath;
import lab.harmony.workspace.Sha256;
import lab.harmony.workspace.Workspace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;

/// Makes the sealed runs that lie beside an experiment's notebook known, in place, at every start.
///
/// A run is taken only as a whole: sealed, with every picture it lists, each with the digest it
/// lists.
@Component
class ShippedRuns implements ApplicationRunner {

  private static final Logger log = LoggerFactory.getLogger(ShippedRuns.class);

  private final Workspace workspace;
  private final RunStore runs;
  private final ImageStore images;
  private final TransactionTemplate transaction;

  ShippedRuns(
      Workspace workspace, RunStore runs, ImageStore images, TransactionTemplate transaction) {
    this.workspace = workspace;
    this.runs = runs;
    this.images = images;
    this.transaction = transaction;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    register();
  }

  /// Registers what is new; the rest stays as it is.
  void register() {
    for (var experiment : folders(workspace.experiments())) {
      for (var folder : folders(experiment.resolve("runs"))) {
        try {
          register(folder);
        } catch (Unusable e) {
          log.warn("The run in {} is left out: {}", folder, e.getMessage());
        }
      }
    }
  }

  private void register(Path folder) {
    var manifest = manifest(folder);
    if (!manifest.id().value().equals(folder.getFileName().toString())) {
      throw new Unusable("its run.json is that of %s".formatted(manifest.id()));
    }
    if (runs.find(manifest.id()).isPresent()) {
      return;
    }
    var names = check(manifest, folder);
    var place = workspace.root().relativize(folder).toString().replace('\\', '/');
    transaction.executeWithoutResult(_ -> {
      runs.insertShipped(manifest, place);
      for (int i = 0; i < names.size(); i++) {
        images.insert(manifest.id(), picture(manifest.outputs().get(i), names.get(i)));
      }
    });
    log.info("Registered run {} of {}.", manifest.id(), manifest.spec().experiment());
  }

  private static RunManifest manifest(Path folder) {
    try {
      return RunJson.value(Files.readString(RunFolders.manifest(folder)), RunManifest.class);
    } catch (IOException e) {
      throw new Unusable("its run.json cannot be read", e);
    } catch (JacksonException e) {
      throw new Unusable("its run.json is no run manifest: " + e.getOriginalMessage(), e);
    }
  }

  /// The names of the picture files, in the order of the outputs.
  private static List<String> check(RunManifest manifest, Path folder) {
    if (manifest.format() != RunManifest.FORMAT || !manifest.sealed()) {
      throw new Unusable("it must be sealed and of format %d".formatted(RunManifest.FORMAT));
    }
    if (!Sha256.of(RunJson.text(manifest.spec())).hex().equals(manifest.specSha256())) {
      throw new Unusable("its spec does not have the digest in run.json");
    }
    if (manifest.startedAt().isEmpty() || manifest.endedAt().isEmpty()) {
      throw new Unusable("its run.json does not say when it started and ended");
    }
    var indexes = manifest.outputs().stream().map(RunManifest.Output::index).sorted().toList();
    var wanted = manifest.spec().prompts().size();
    if (indexes.size() != wanted
        || indexes.stream().distinct().count() != wanted
        || indexes.getFirst() != 0
        || indexes.getLast() != wanted - 1) {
      throw new Unusable("it must list %d pictures, 0 to %d".formatted(wanted, wanted - 1));
    }
    return manifest.outputs().stream().map(output -> check(output, folder)).toList();
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
    } catch (IllegalArgumentException | IOException | UncheckedIOException e) {
      throw new Unusable("%s cannot be read".formatted(output.file()), e);
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

  private static List<Path> folders(Path parent) {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (var entries = Files.list(parent)) {
      return entries
          .filter(Files::isDirectory)
          .filter(entry -> !entry.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be listed".formatted(parent), e);
    }
  }

  /// Why a run that lies beside an experiment is not taken.
  private static final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unusable(String reason) {
      super(reason);
    }

    Unusable(String reason, Exception cause) {
      super(reason, cause);
    }
  }
}
