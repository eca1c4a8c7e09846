package lab.harmony.models.ui;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import lab.harmony.workspace.Found;

/// The card of a model or of an adapter that comes with the program: the `README.md` in its folder.
final class ModelCardText {

  private ModelCardText() {}

  /// Its Markdown, without the front matter that model hubs put on top.
  static Optional<String> of(Path model) {
    var folder = model.endsWith("model.safetensors") ? model.resolveSibling("") : model;
    var file = folder.resolve("README.md");
    return Files.exists(file)
        ? Optional.of(
            Found.text(file)
                .readable()
                .map(ModelCardText::body)
                .orElse("*The card of this model cannot be read.*"))
        : Optional.empty();
  }

  private static String body(String card) {
    return card.startsWith("---\n") && card.indexOf("\n---\n", 3) > 0
        ? card.substring(card.indexOf("\n---\n", 3) + 5)
        : card;
  }
}
