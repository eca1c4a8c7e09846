package lab.harmony.comparison.arms;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.recipe.AdapterUse;
import lab.harmony.recipe.Recipe;
import lab.harmony.recipe.RecipeFact;
import lab.harmony.runs.GenerateSpec;

/// All that is known of what decided a picture.
///
/// @param recipe of this picture alone
/// @param elsewhere whether it was made by another program, which tells some of it alone
public record DrawnAs(MatrixPrompt prompt, Recipe recipe, boolean elsewhere) {

  static final String NOT_KNOWN = "not known";
  static final String NONE = "none";

  private static final int DIGITS = 64;
  private static final String UNTOLD = "VAE, clip skip, prediction and precision";

  public static DrawnAs of(GenerateSpec spec, MatrixPrompt prompt) {
    return new DrawnAs(
        prompt,
        spec.recipe(prompt),
        spec.recipe().model().sha256().length() < DIGITS
            || spec.cellId().matches("pictures-[0-9]+"));
  }

  /// Its prompt without the adapters that drew.
  String words() {
    return ArmFaces.words(prompt.prompt(), recipe);
  }

  /// How it was drawn, what is usual among it: all but words, seed and what draws.
  Map<String, String> settings() {
    var facts = new LinkedHashMap<String, String>();
    facts.put(RecipeFact.VAE, NONE);
    facts.put(RecipeFact.PREDICTION, NONE);
    facts.put(RecipeFact.PRECISION, Recipe.USUAL_PRECISION);
    facts.put(RecipeFact.CLIP_SKIP, Integer.toString(Recipe.USUAL_CLIP_SKIP));
    var conditions = new LinkedHashMap<String, String>();
    for (var fact : recipe.facts()) {
      switch (fact.name()) {
        case RecipeFact.MODEL, RecipeFact.ADAPTER -> {}
        case RecipeFact.VAE, RecipeFact.PREDICTION, RecipeFact.PRECISION, RecipeFact.CLIP_SKIP ->
            facts.put(fact.name(), fact.textWithHash());
        default ->
            conditions.merge(fact.name(), fact.textWithHash(), (one, more) -> one + ", " + more);
      }
    }
    facts.putAll(conditions);
    return facts;
  }

  /// The same where the other, or this, does not tell all of it.
  Map<String, String> settingsAsTold() {
    var facts = settings();
    var untold =
        "%s, %s, %s, %s"
            .formatted(
                facts.remove(RecipeFact.VAE),
                facts.remove(RecipeFact.CLIP_SKIP),
                facts.remove(RecipeFact.PREDICTION),
                facts.remove(RecipeFact.PRECISION));
    facts.put(UNTOLD, elsewhere ? NOT_KNOWN : untold);
    return facts;
  }

  /// The weight of each adapter that it was drawn with.
  Map<String, String> weights() {
    return recipe.adapters().stream()
        .collect(
            Collectors.toMap(
                AdapterUse::name,
                adapter ->
                    adapter.weights().stream()
                        .map(AdapterUse.Weight::words)
                        .collect(Collectors.joining(" and ")),
                (one, _) -> one,
                LinkedHashMap::new));
  }

  /// The hash of each file that draws, by its name; empty where it is not known.
  Map<String, String> files() {
    var files = new LinkedHashMap<String, String>();
    files.put(recipe.model().name(), recipe.model().sha256());
    recipe.adapters().forEach(adapter -> files.put(adapter.name(), adapter.sha256()));
    return files;
  }
}
