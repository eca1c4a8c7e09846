package lab.harmony.imports;

import java.util.Map;
import java.util.Optional;

/// NovelAI: `Software` says so, `Comment` is JSON.
final class NovelAi implements SettingsReader {

  @Override
  public Optional<PictureSettings> read(Map<String, String> texts) {
    if (!"NovelAI".equals(texts.get("Software")) || !texts.containsKey("Comment")) {
      return Optional.empty();
    }
    var facts = Json.object("its text \"Comment\"", texts.getOrDefault("Comment", ""));
    return Optional.of(
        new PictureSettings(
            "NovelAI",
            Json.textOr(facts, "prompt", texts.getOrDefault("Description", "")),
            Json.textOr(facts, "uc", ""),
            Json.seed(facts, "seed"),
            Json.number(facts, "scale"),
            Json.steps(facts, "steps"),
            SamplerNames.of(Json.text(facts, "sampler"), Json.textOr(facts, "noise_schedule", "")),
            texts.getOrDefault("Source", "NovelAI"),
            ""));
  }
}
