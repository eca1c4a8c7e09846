package lab.harmony.imports.tools;

import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import lab.harmony.engine.PngMetadata;
import lab.harmony.imports.metadata.PictureTexts;
import lab.harmony.imports.settings.PictureJson;
import lab.harmony.imports.settings.PictureSettings;
import lab.harmony.imports.settings.SamplerNames;
import lab.harmony.imports.settings.SettingsReader;
import tools.jackson.databind.JsonNode;

/// NovelAI: `Software` says so, `Comment` is JSON. From version 4 the prompt has a part for the
/// picture and one for each character; they are joined, a line for each.
final class NovelAi implements SettingsReader {

  @Override
  public Optional<PictureSettings> read(Map<String, String> texts) {
    if (!texts.getOrDefault("Software", "").startsWith("NovelAI")) {
      return Optional.empty();
    }
    var place =
        texts.containsKey(PictureTexts.COMMENT) ? PictureTexts.COMMENT : PngMetadata.PARAMETERS;
    if (!texts.containsKey(place)) {
      return Optional.empty();
    }
    var facts = facts(place, texts.getOrDefault(place, ""));
    return Optional.of(
        new PictureSettings(
            "NovelAI",
            parts(
                facts.path("v4_prompt"),
                PictureJson.textOr(
                    facts, "prompt", texts.getOrDefault(PictureTexts.DESCRIPTION, ""))),
            parts(facts.path("v4_negative_prompt"), PictureJson.textOr(facts, "uc", "")),
            PictureJson.seed(facts, "seed"),
            PictureJson.number(facts, "scale"),
            PictureJson.steps(facts, "steps"),
            SamplerNames.of(
                PictureJson.text(facts, "sampler"),
                PictureJson.textOr(facts, "noise_schedule", "")),
            texts.getOrDefault("Source", "NovelAI"),
            ""));
  }

  /// WebP files hold all the texts as one JSON object, with the comment's JSON as a text in it.
  private static JsonNode facts(String place, String text) {
    var facts = PictureJson.object("its text \"%s\"".formatted(place), text);
    return facts.path("Comment").isString()
        ? PictureJson.object("its \"Comment\"", facts.path("Comment").stringValue())
        : facts;
  }

  private static String parts(JsonNode prompt, String otherwise) {
    var caption = prompt.path("caption");
    if (!caption.path("base_caption").isString()) {
      return otherwise;
    }
    var parts = new ArrayList<String>();
    parts.add(caption.path("base_caption").stringValue());
    for (var character : caption.path("char_captions")) {
      parts.add(PictureJson.textOr(character, "char_caption", ""));
    }
    parts.removeIf(String::isBlank);
    return String.join("\n", parts);
  }
}
