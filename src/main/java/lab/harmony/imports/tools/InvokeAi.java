package lab.harmony.imports.tools;

import java.util.Map;
import java.util.Optional;
import lab.harmony.imports.settings.PictureJson;
import lab.harmony.imports.settings.PictureSettings;
import lab.harmony.imports.settings.SamplerNames;
import lab.harmony.imports.settings.SettingsReader;
import tools.jackson.databind.JsonNode;

/// InvokeAI from version 3: JSON under `invokeai_metadata`.
final class InvokeAi implements SettingsReader {

  private static final String KEYWORD = "invokeai_metadata";

  @Override
  public Optional<PictureSettings> read(Map<String, String> texts) {
    var text = texts.get(KEYWORD);
    if (text == null) {
      return Optional.empty();
    }
    var facts = PictureJson.object("its text \"%s\"".formatted(KEYWORD), text);
    var model = facts.path("model");
    return Optional.of(
        new PictureSettings(
            "InvokeAI",
            PictureJson.text(facts, "positive_prompt") + adapters(facts),
            PictureJson.textOr(facts, "negative_prompt", ""),
            PictureJson.seed(facts, "seed"),
            PictureJson.number(facts, "cfg_scale"),
            PictureJson.steps(facts, "steps"),
            SamplerNames.of(PictureJson.text(facts, "scheduler"), ""),
            // Older versions say model_name.
            PictureJson.textOr(model, "name", PictureJson.textOr(model, "model_name", "unknown")),
            digits(PictureJson.textOr(model, "hash", ""))));
  }

  /// As tags, which is how a prompt here asks for them.
  private static String adapters(JsonNode facts) {
    var tags = new StringBuilder();
    for (var use : facts.path("loras")) {
      var adapter = use.has("model") ? use.path("model") : use.path("lora");
      var name = PictureJson.textOr(adapter, "name", PictureJson.textOr(adapter, "model_name", ""));
      if (!name.isEmpty() && use.path("weight").isNumber()) {
        tags.append(" <lora:%s:%s>".formatted(name, use.path("weight").asString()));
      }
    }
    return tags.toString();
  }

  /// `blake3:1f2e…` and the like name the method first; only a SHA-256 says anything here.
  private static String digits(String hash) {
    return hash.startsWith("sha256:") ? hash.substring(7) : "";
  }
}
