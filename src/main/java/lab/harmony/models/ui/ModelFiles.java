package lab.harmony.models.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import lab.harmony.models.Model;

/// What lies in a model's folder besides its weights: how much it is, and its card.
record ModelFiles(long bytes, Optional<String> card) {

  static ModelFiles of(Model model) {
    try (var files = Files.walk(model.folder())) {
      var bytes = files.filter(Files::isRegularFile).mapToLong(ModelFiles::size).sum();
      var card = model.folder().resolve("README.md");
      return new ModelFiles(
          bytes, Files.exists(card) ? Optional.of(body(Files.readString(card))) : Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be read".formatted(model.folder()), e);
    }
  }

  /// `3.4 MB`.
  String size() {
    return bytes < 1_000_000 ? "%.0f kB".formatted(bytes / 1e3) : "%.1f MB".formatted(bytes / 1e6);
  }

  /// Without the front matter that model hubs put on top.
  private static String body(String card) {
    return card.startsWith("---\n") && card.indexOf("\n---\n", 3) > 0
        ? card.substring(card.indexOf("\n---\n", 3) + 5)
        : card;
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be read".formatted(file), e);
    }
  }
}
