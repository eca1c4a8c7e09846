package lab.harmony.runs.images;

import java.nio.file.Files;
import java.util.Optional;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.workspace.SafePath;
import org.springframework.stereotype.Component;

/// The pictures that a browser may ask for by their names: those whose file is there, in its run's
/// folder with links followed.
@Component
class ServedImages {
  private final RunQueue runs;

  ServedImages(RunQueue runs) {
    this.runs = runs;
  }

  Optional<RunImage> find(ImageId id) {
    return runs.image(id).filter(ServedImages::lies);
  }

  private static boolean lies(RunImage image) {
    try {
      var folder = image.file().resolveSibling("..").normalize();
      return Files.isRegularFile(
          SafePath.inside(folder, folder.relativize(image.file()).toString()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
