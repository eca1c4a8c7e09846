package lab.harmony.runs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lab.harmony.models.Model;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.recipe.FileUse;
import lab.harmony.recipe.Recipe;

/// The smallest model there is, in a data folder of its own, and specs that ask for its pictures.
final class GoldenModel {

  static final String NAME = "golden";
  private static final Path CHECKPOINT = Path.of("src/test/resources/goldens/sd15/checkpoint");

  private GoldenModel() {}

  /// Puts the model into a data folder.
  static void putInto(Path data) {
    try (var files = Files.walk(CHECKPOINT)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var copy = data.resolve("models").resolve(NAME).resolve(CHECKPOINT.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static GenerateSpec spec(Model model, String experiment, int pictures, int steps) {
    return new GenerateSpec(
        experiment,
        "",
        Recipe.usual(new FileUse(model.name().value(), model.sha256()), "Euler", steps, 64, 64),
        "",
        "",
        prompts(pictures),
        "test");
  }

  private static List<MatrixPrompt> prompts(int count) {
    var prompts = new ArrayList<MatrixPrompt>();
    for (int seed = 0; seed < count; seed++) {
      prompts.add(new MatrixPrompt("stoic", "sad", 7, seed, "a sad stoic face", "blurry"));
    }
    return prompts;
  }
}
