package lab.harmony.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import lab.harmony.diffusion.sampling.methods.Sampler;
import lab.harmony.diffusion.sampling.methods.Scheduled;
import lab.harmony.diffusion.sampling.schedules.Schedule;
import lab.harmony.json.Json;
import lab.harmony.recipe.Condition;
import lab.harmony.recipe.Recipe;
import lab.harmony.recipe.RecipeFact;

/// The `parameters` text of a picture, in the form that most programs for Stable Diffusion write
/// and read: the prompt, the negative prompt, and a line of settings.
///
/// @param recipe of this picture alone
record GenerationParameters(String prompt, String negativePrompt, long seed, Recipe recipe) {

  /// The sampler and the schedule by the names that those programs use.
  private record Names(String sampler, String schedule) {

    static Names of(Sampler sampler) {
      return switch (sampler) {
        case Scheduled(var method, var schedule) ->
            new Names(method.displayName(), schedule.displayName());
        case Sampler own when own.equals(Sampler.EULER_TRAILING) ->
            new Names("Euler", Schedule.SGM_UNIFORM.displayName());
        case Sampler own -> new Names(own.displayName(), "Automatic");
      };
    }
  }

  String text() {
    var line =
        settings().entrySet().stream()
            .filter(setting -> !setting.getValue().isEmpty())
            .map(setting -> setting.getKey() + ": " + quoted(setting.getValue()))
            .collect(Collectors.joining(", "));
    var negative = negativePrompt.isEmpty() ? "" : "\nNegative prompt: " + negativePrompt;
    return prompt + negative + "\n" + line;
  }

  /// The facts of the recipe by the names and in the order of those programs.
  private LinkedHashMap<String, String> settings() {
    var names = Names.of(Sampler.byName(recipe.sampler()));
    var facts = recipe.facts();
    var settings = new LinkedHashMap<String, String>();
    settings.put("Steps", value(facts, RecipeFact.STEPS));
    settings.put("Sampler", names.sampler());
    settings.put("Schedule type", names.schedule());
    settings.put("CFG scale", value(facts, RecipeFact.GUIDANCE));
    settings.put("Seed", Long.toString(seed));
    settings.put("Size", "%dx%d".formatted(recipe.width(), recipe.height()));
    settings.put("Model hash", hash(facts, RecipeFact.MODEL));
    settings.put("Model", value(facts, RecipeFact.MODEL));
    settings.put("VAE hash", hash(facts, RecipeFact.VAE));
    settings.put("VAE", value(facts, RecipeFact.VAE));
    settings.put(
        "Denoising strength",
        recipe.start().map(Condition.Start::strength).map(RecipeFact::number).orElse(""));
    settings.put("Clip skip", value(facts, RecipeFact.CLIP_SKIP));
    settings.put(
        "Lora hashes",
        recipe.adapters().stream()
            .map(adapter -> "%s: %s".formatted(adapter.name(), RecipeFact.brief(adapter.sha256())))
            .collect(Collectors.joining(", ")));
    settings.put("RNG", "CPU");
    settings.put("Version", "Harmony Lab");
    return settings;
  }

  private static String value(List<RecipeFact> facts, String name) {
    return facts.stream()
        .filter(fact -> fact.name().equals(name))
        .map(RecipeFact::value)
        .collect(Collectors.joining(", "));
  }

  private static String hash(List<RecipeFact> facts, String name) {
    return facts.stream()
        .filter(fact -> fact.name().equals(name))
        .map(fact -> RecipeFact.brief(fact.sha256()))
        .collect(Collectors.joining(", "));
  }

  private static String quoted(String value) {
    return value.contains(",") || value.contains("\n") || value.contains(":")
        ? Json.LINE.writeValueAsString(value)
        : value;
  }
}
