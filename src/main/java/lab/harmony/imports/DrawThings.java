package lab.harmony.imports;

import java.util.Map;
import java.util.Optional;
import lab.harmony.engine.PngMetadata;

/// Draw Things: JSON in the XMP user's comment, with the prompt under `c` and the negative prompt
/// under `uc`.
final class DrawThings implements SettingsReader {

  @Override
  public Optional<PictureSettings> read(Map<String, String> texts) {
    return Json.objects(texts, PngMetadata.PARAMETERS, PictureTexts.USER_COMMENT).stream()
        .filter(facts -> facts.path("c").isString() && facts.has("scale"))
        .findFirst()
        .map(facts ->
            new PictureSettings(
                "Draw Things",
                Json.text(facts, "c"),
                Json.textOr(facts, "uc", ""),
                Json.seed(facts, "seed"),
                Json.number(facts, "scale"),
                Json.steps(facts, "steps"),
                SamplerNames.of(Json.text(facts, "sampler"), ""),
                Json.stem(Json.textOr(facts, "model", "unknown")),
                ""));
  }
}
