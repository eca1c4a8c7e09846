package lab.harmony.imports;

import java.util.Map;
import java.util.Optional;
import lab.harmony.engine.PngMetadata;

/// SwarmUI: JSON with `sui_image_params` under `parameters`, in the user's comment, or, once, under
/// the camera's model.
final class SwarmUi implements SettingsReader {

  @Override
  public Optional<PictureSettings> read(Map<String, String> texts) {
    return Json.objects(texts, PngMetadata.PARAMETERS, PictureTexts.USER_COMMENT, "Model").stream()
        .map(facts -> facts.path("sui_image_params"))
        .filter(facts -> facts.isObject())
        .findFirst()
        .map(facts ->
            new PictureSettings(
                "SwarmUI",
                Json.text(facts, "prompt"),
                Json.textOr(facts, "negativeprompt", ""),
                Json.seed(facts, "seed"),
                Json.number(facts, "cfgscale"),
                Json.steps(facts, "steps"),
                SamplerNames.of(
                    Json.textOf(
                        Json.first(facts, "sampler", "comfyuisampler", "autowebuisampler"),
                        "sampler"),
                    Json.textOr(Json.first(facts, "scheduler", "comfyuischeduler"), "")),
                Json.stem(Json.textOr(facts, "model", "unknown")),
                ""));
  }
}
