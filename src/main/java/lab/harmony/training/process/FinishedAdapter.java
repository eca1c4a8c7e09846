package lab.harmony.training.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import lab.harmony.models.ModelName;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.Sha256;

/// Puts what a training made among the models.
final class FinishedAdapter {

  private FinishedAdapter() {}

  /// What was there under its name gets its hash as a name.
  ///
  /// @param models the folder of the models
  /// @param said hears of that
  static Path install(Path adapter, ModelName name, Path models, Consumer<String> said) {
    var target = models.resolve(name + ".safetensors");
    try {
      if (Files.exists(target) && Files.mismatch(target, adapter) >= 0) {
        var old = "%s-%s.safetensors".formatted(name, Sha256.of(target).brief());
        Files.move(target, target.resolveSibling(old));
        said.accept("The adapter that was there is now called %s.".formatted(old));
      }
      AtomicFiles.write(target, out -> Files.copy(adapter, out));
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be written".formatted(target), e);
    }
  }
}
