package lab.harmony.imports.tools;

import java.util.Map;
import java.util.Optional;
import lab.harmony.engine.PngMetadata;
import lab.harmony.imports.settings.PictureJson;
import lab.harmony.imports.settings.PictureSettings;
import lab.harmony.imports.settings.SettingsReader;

/// What this lab writes into its own pictures.
final class OwnPictures implements SettingsReader {

  @Override
  public Optional<PictureSettings> read(Map<String, String> texts) {
    var text = texts.get(PngMetadata.HARMONY);
    if (text == null) {
      return Optional.empty();
    }
    var facts = PictureJson.object("its text \"%s\"".formatted(PngMetadata.HARMONY), text);
    return Optional.of(
        new PictureSettings(
            "Harmony Lab",
            PictureJson.text(facts, "prompt"),
            PictureJson.textOr(facts, "negativePrompt", ""),
            PictureJson.seed(facts, "seed"),
            PictureJson.number(facts, "guidanceScale"),
            PictureJson.steps(facts, "steps"),
            PictureJson.text(facts, "sampler"),
            PictureJson.text(facts.path("model"), "name"),
            PictureJson.textOr(facts.path("model"), "sha256", "")));
  }
}
