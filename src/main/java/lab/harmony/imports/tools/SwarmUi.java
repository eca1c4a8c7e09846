package lab.harmony.imports.tools;

import java.util.Map;
import java.util.Optional;
import lab.harmony.engine.PngMetadata;
import lab.harmony.imports.metadata.PictureTexts;
import lab.harmony.imports.settings.PictureJson;
import lab.harmony.imports.settings.PictureSettings;
import lab.harmony.imports.settings.SamplerNames;
import lab.harmony.imports.settings.SettingsReader;

/// SwarmUI: JSON with `sui_image_params` under `parameters`, in the user's comment, or, once, under
/// the camera's model.
final class SwarmUi implements SettingsReader {

  @Override
  public Optional<PictureSettings> read(Map<String, String> texts) {
    return PictureJson.objects(texts, PngMetadata.PARAMETERS, PictureTexts.USER_COMMENT, "Model")
        .stream()
        .map(facts -> facts.path("sui_image_params"))
        .filter(facts -> facts.isObject())
        .findFirst()
        .map(facts ->
            new PictureSettings(
                "SwarmUI",
                PictureJson.text(facts, "prompt"),
                PictureJson.textOr(facts, "negativeprompt", ""),
                PictureJson.seed(facts, "seed"),
                PictureJson.number(facts, "cfgscale"),
                PictureJson.steps(facts, "steps"),
                SamplerNames.of(
                    PictureJson.textOf(
                        PictureJson.first(facts, "sampler", "comfyuisampler", "autowebuisampler"),
                        "sampler"),
                    PictureJson.textOr(
                        PictureJson.first(facts, "scheduler", "comfyuischeduler"), "")),
                PictureJson.stem(PictureJson.textOr(facts, "model", "unknown")),
                ""));
  }
}
