package lab.harmony.imports;

import java.util.Map;
import java.util.Optional;
import lab.harmony.engine.PngMetadata;

/// What this lab writes into its own pictures.
final class OwnPictures implements SettingsReader {

  @Override
  public Optional<PictureSettings> read(Map<String, String> texts) {
    var text = texts.get(PngMetadata.HARMONY);
    if (text == null) {
      return Optional.empty();
    }
    var facts = Json.object("its text \"%s\"".formatted(PngMetadata.HARMONY), text);
    return Optional.of(
        new PictureSettings(
            "Harmony Lab",
            Json.text(facts, "prompt"),
            Json.textOr(facts, "negativePrompt", ""),
            Json.seed(facts, "seed"),
            Json.number(facts, "guidanceScale"),
            Json.steps(facts, "steps"),
            Json.text(facts, "sampler"),
            Json.text(facts.path("model"), "name"),
            Json.textOr(facts.path("model"), "sha256", "")));
  }
}
