package lab.harmony.imports.tools;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.engine.PngMetadata;
import lab.harmony.imports.metadata.PictureTexts;
import lab.harmony.imports.settings.Numbers;
import lab.harmony.imports.settings.PictureJson;
import lab.harmony.imports.settings.PictureSettings;
import lab.harmony.imports.settings.SamplerNames;
import lab.harmony.imports.settings.SettingsReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Easy Diffusion: one PNG text for each setting, or JSON with the same names in the user's
/// comment.
final class EasyDiffusion implements SettingsReader {

  @Override
  public Optional<PictureSettings> read(Map<String, String> texts) {
    return Stream.concat(
            Stream.of(single(texts)),
            PictureJson.objects(texts, PngMetadata.PARAMETERS, PictureTexts.USER_COMMENT).stream())
        .filter(facts -> facts.has("num_inference_steps") || facts.has("Guidance Scale"))
        .findFirst()
        .map(EasyDiffusion::settings);
  }

  private static JsonNode single(Map<String, String> texts) {
    var facts = JsonNodeFactory.instance.objectNode();
    if (texts.containsKey("num_inference_steps") || texts.containsKey("Guidance Scale")) {
      texts.forEach(facts::put);
    }
    return facts;
  }

  private static PictureSettings settings(JsonNode facts) {
    return new PictureSettings(
        "Easy Diffusion",
        PictureJson.textOf(PictureJson.first(facts, "prompt", "Prompt"), "prompt"),
        PictureJson.textOr(PictureJson.first(facts, "negative_prompt", "Negative Prompt"), ""),
        PictureJson.seedOf(PictureJson.first(facts, "seed", "Seed"), "seed"),
        PictureJson.numberOf(
            PictureJson.first(facts, "guidance_scale", "Guidance Scale"), "guidance_scale"),
        Numbers.steps(
            PictureJson.numberOf(
                PictureJson.first(facts, "num_inference_steps", "Steps"), "num_inference_steps")),
        SamplerNames.of(
            PictureJson.textOf(PictureJson.first(facts, "sampler_name", "Sampler"), "sampler_name"),
            ""),
        PictureJson.stem(
            PictureJson.textOr(
                PictureJson.first(facts, "use_stable_diffusion_model", "Stable Diffusion model"),
                "unknown")),
        "");
  }
}
