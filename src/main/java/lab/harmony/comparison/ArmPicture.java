package lab.harmony.comparison;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import lab.harmony.recipe.AdapterUse;
import lab.harmony.recipe.Recipe;
import lab.harmony.recipe.RecipeFact;
import lab.harmony.runs.RunImage;

/// A picture with where it stands and all that decided it, whoever scored it.
///
/// @param recipe of this picture alone
public record ArmPicture(RunImage image, ArmPlace place, Recipe recipe) {

  /// Its prompt without the adapters that it names.
  String prompt() {
    int behind = "\nnot: ".length() + negative().length();
    return place.words().substring(0, place.words().length() - behind);
  }

  String negative() {
    return image.prompt().negativePrompt();
  }

  /// What every other has too, whatever it is there: the settings but for what draws.
  Map<String, String> settings() {
    var facts = new LinkedHashMap<String, String>();
    for (var fact : recipe.facts()) {
      switch (fact.name()) {
        case RecipeFact.MODEL, RecipeFact.ADAPTER -> {}
        default -> facts.merge(fact.name(), fact.textWithHash(), (one, more) -> one + ", " + more);
      }
    }
    return facts;
  }

  /// What draws, by its name: the files, and the weights of adapters. Another that was drawn
  /// without it is told from this one by name.
  Map<String, String> drawers() {
    var facts = new LinkedHashMap<String, String>();
    facts.put(file(recipe.model().name()), RecipeFact.brief(recipe.model().sha256()));
    for (var adapter : recipe.adapters()) {
      facts.put(
          "weight of " + adapter.name(),
          adapter.weights().stream()
              .map(AdapterUse.Weight::words)
              .collect(Collectors.joining(" and ")));
      facts.put(file(adapter.name()), RecipeFact.brief(adapter.sha256()));
    }
    return facts;
  }

  private static String file(String of) {
    return "file of " + of;
  }

  /// The face as it is paired, before anybody scored it.
  ArmFace face() {
    return new ArmFace(
        image.id().toString(), place, new ArmScore.Unscored(), image.createdAt(), "", "", "");
  }
}
