package lab.harmony.imports.tools;

import java.util.Map;
import java.util.Optional;
import lab.harmony.engine.PngMetadata;
import lab.harmony.imports.metadata.PictureTexts;
import lab.harmony.imports.settings.PictureJson;
import lab.harmony.imports.settings.PictureSettings;
import lab.harmony.imports.settings.SamplerNames;
import lab.harmony.imports.settings.SettingsReader;

/// Draw Things: JSON in the XMP user's comment, with the prompt under `c` and the negative prompt
/// under `uc`.
final class DrawThings implements SettingsReader {

  @Override
  public Optional<PictureSettings> read(Map<String, String> texts) {
    return PictureJson.objects(texts, PngMetadata.PARAMETERS, PictureTexts.USER_COMMENT).stream()
        .filter(facts -> facts.path("c").isString() && facts.has("scale"))
        .findFirst()
        .map(facts ->
            new PictureSettings(
                "Draw Things",
                PictureJson.text(facts, "c"),
                PictureJson.textOr(facts, "uc", ""),
                PictureJson.seed(facts, "seed"),
                PictureJson.number(facts, "scale"),
                PictureJson.steps(facts, "steps"),
                SamplerNames.of(PictureJson.text(facts, "sampler"), ""),
                PictureJson.stem(PictureJson.textOr(facts, "model", "unknown")),
                ""));
  }
}
