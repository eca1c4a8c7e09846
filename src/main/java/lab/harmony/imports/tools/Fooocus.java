package lab.harmony.imports.tools;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import lab.harmony.engine.PngMetadata;
import lab.harmony.imports.metadata.PictureTexts;
import lab.harmony.imports.settings.PictureJson;
import lab.harmony.imports.settings.PictureSettings;
import lab.harmony.imports.settings.SamplerNames;
import lab.harmony.imports.settings.SettingsReader;
import tools.jackson.databind.JsonNode;

/// Fooocus: JSON with `base_model` under `parameters`, in the user's comment, or in the comment of
/// a JPEG. The prompt is what the styles made of it (`full_prompt`), for that is what was drawn.
final class Fooocus implements SettingsReader {

  @Override
  public Optional<PictureSettings> read(Map<String, String> texts) {
    return PictureJson.objects(
            texts, PngMetadata.PARAMETERS, PictureTexts.USER_COMMENT, PictureTexts.COMMENT)
        .stream()
        .filter(facts -> facts.has("base_model") && facts.has("prompt"))
        .findFirst()
        .map(facts ->
            new PictureSettings(
                "Fooocus",
                full(facts.path("full_prompt"), PictureJson.text(facts, "prompt"))
                    + adapters(facts),
                full(
                    facts.path("full_negative_prompt"),
                    PictureJson.textOr(facts, "negative_prompt", "")),
                PictureJson.seed(facts, "seed"),
                PictureJson.numberOf(
                    PictureJson.first(facts, "guidance_scale", "cfg"), "guidance_scale"),
                PictureJson.steps(facts, "steps"),
                SamplerNames.of(
                    PictureJson.text(facts, "sampler"), PictureJson.textOr(facts, "scheduler", "")),
                PictureJson.stem(PictureJson.text(facts, "base_model")),
                PictureJson.textOr(facts, "base_model_hash", "")));
  }

  private static String full(JsonNode texts, String otherwise) {
    var full =
        StreamSupport.stream(texts.spliterator(), false)
            .filter(JsonNode::isString)
            .map(JsonNode::stringValue)
            .collect(Collectors.joining(", "));
    return full.isBlank() ? otherwise : full;
  }

  private static String adapters(JsonNode facts) {
    var tags = new StringBuilder();
    for (var use : facts.path("loras")) {
      if (use.path(0).isString() && use.path(1).isNumber()) {
        tags.append(
            " <lora:%s:%s>"
                .formatted(PictureJson.stem(use.path(0).stringValue()), use.path(1).asString()));
      }
    }
    return tags.toString();
  }
}
