package lab.harmony.runs.work;

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
import lab.harmony.runs.GenerateSpec;

/// The smallest model there is, in a data folder of its own, and specs that ask for its pictures.
public final class GoldenModel {

  public static final String NAME = "golden";
  private static final Path CHECKPOINT = Path.of("src/test/resources/goldens/sd15/checkpoint");

  private GoldenModel() {}

  /// Puts the model into a data folder.
  public static void putInto(Path data) {
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

  public static GenerateSpec spec(Model model, String experiment, int pictures, int steps) {
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
