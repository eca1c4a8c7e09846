package lab.harmony.imports.tools;

import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import lab.harmony.imports.metadata.UnreadableMetadata;
import lab.harmony.imports.settings.PictureJson;
import lab.harmony.imports.settings.PictureSettings;
import lab.harmony.imports.settings.SamplerNames;
import lab.harmony.imports.settings.SettingsReader;
import tools.jackson.databind.JsonNode;

/// InvokeAI 2: JSON under `sd-metadata`. What stands in brackets in a prompt is the negative one.
final class InvokeAi2 implements SettingsReader {

  private static final String KEYWORD = "sd-metadata";
  private static final Pattern BRACKETS = Pattern.compile("\\[([^\\[\\]]*)]");

  @Override
  public Optional<PictureSettings> read(Map<String, String> texts) {
    var text = texts.get(KEYWORD);
    if (text == null) {
      return Optional.empty();
    }
    var facts = PictureJson.object("its text \"%s\"".formatted(KEYWORD), text);
    var image = facts.path("image");
    var prompt = prompt(image.path("prompt"));
    var negative = new ArrayList<String>();
    var brackets = BRACKETS.matcher(prompt);
    while (brackets.find()) {
      negative.add(brackets.group(1).strip());
    }
    return Optional.of(
        new PictureSettings(
            "InvokeAI",
            BRACKETS.matcher(prompt).replaceAll(" ").strip().replaceAll(" {2,}", " "),
            String.join(" ", negative),
            PictureJson.seed(image, "seed"),
            PictureJson.number(image, "cfg_scale"),
            PictureJson.steps(image, "steps"),
            SamplerNames.of(PictureJson.text(image, "sampler"), ""),
            PictureJson.textOr(facts, "model_weights", "unknown"),
            ""));
  }

  private static String prompt(JsonNode prompt) {
    if (prompt.isArray() && prompt.size() > 1) {
      throw new UnreadableMetadata(
          "its text \"%s\" mixes %d prompts by weight, which is not read here"
              .formatted(KEYWORD, prompt.size()));
    }
    return PictureJson.textOf(prompt.isArray() ? prompt.path(0).path("prompt") : prompt, "prompt");
  }
}
