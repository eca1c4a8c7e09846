package lab.harmony.runs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.recipe.Recipe;
import lab.harmony.recipe.RecipeFact;

/// One thing in which a run's spec differs from that of another run.
public record SpecDifference(String field, String before, String now) {

  /// All differences, in the order of the spec.
  public static List<SpecDifference> between(GenerateSpec before, GenerateSpec now) {
    var all = new ArrayList<SpecDifference>();
    addRecipe(all, byName(before.recipe()), byName(now.recipe()));
    add(all, "judge", before, now, spec -> spec.judge().isEmpty() ? "none" : spec.judge());
    if (before.judge().equals(now.judge())) {
      add(all, "judge weights", before, now, spec -> RecipeFact.brief(spec.judgeSha256()));
    }
    add(all, "archetypes", before, now, of(MatrixPrompt::archetype));
    add(all, "emotions", before, now, of(MatrixPrompt::emotion));
    add(all, "seeds", before, now, of(prompt -> Long.toString(prompt.seed())));
    addWords(all, before, now);
    add(all, "code", before, now, GenerateSpec::codeVersion);
    return List.copyOf(all);
  }

  private static Map<String, List<RecipeFact>> byName(Recipe recipe) {
    return recipe.facts().stream()
        .collect(Collectors.groupingBy(RecipeFact::name, LinkedHashMap::new, Collectors.toList()));
  }

  private static void addRecipe(
      List<SpecDifference> all,
      Map<String, List<RecipeFact>> before,
      Map<String, List<RecipeFact>> now) {
    var names = new LinkedHashSet<>(before.keySet());
    names.addAll(now.keySet());
    for (var name : names) {
      var was = before.getOrDefault(name, List.of());
      var is = now.getOrDefault(name, List.of());
      if (!joined(was, RecipeFact::text).equals(joined(is, RecipeFact::text))) {
        addIfOther(all, name, value(was), value(is));
      } else {
        addIfOther(
            all,
            name + " weights",
            joined(was, fact -> RecipeFact.brief(fact.sha256())),
            joined(is, fact -> RecipeFact.brief(fact.sha256())));
      }
    }
  }

  private static String value(List<RecipeFact> facts) {
    return facts.isEmpty() ? "none" : joined(facts, RecipeFact::text);
  }

  private static String joined(List<RecipeFact> facts, Function<RecipeFact, String> part) {
    return facts.stream().map(part).collect(Collectors.joining(", "));
  }

  /// The wording of prompts: how many are new, for they are too long to put side by side.
  private static void addWords(List<SpecDifference> all, GenerateSpec before, GenerateSpec now) {
    var known = words(before);
    var changed = now.prompts().stream().filter(it -> !known.contains(words(it))).count();
    if (changed > 0) {
      all.add(
          new SpecDifference(
              "prompts",
              "%d".formatted(before.prompts().size()),
              "%d, of which %d are worded anew".formatted(now.prompts().size(), changed)));
    } else if (before.prompts().size() != now.prompts().size()) {
      add(all, "prompts", before, now, spec -> Integer.toString(spec.prompts().size()));
    }
  }

  private static HashSet<String> words(GenerateSpec spec) {
    return spec.prompts().stream()
        .map(SpecDifference::words)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static String words(MatrixPrompt prompt) {
    return prompt.prompt() + "\n" + prompt.negativePrompt();
  }

  private static Function<GenerateSpec, String> of(Function<MatrixPrompt, String> axis) {
    return spec -> SpecText.axis(spec, axis);
  }

  private static void add(
      List<SpecDifference> all,
      String field,
      GenerateSpec before,
      GenerateSpec now,
      Function<GenerateSpec, String> part) {
    addIfOther(all, field, part.apply(before), part.apply(now));
  }

  private static void addIfOther(
      List<SpecDifference> all, String field, String before, String now) {
    if (!before.equals(now)) {
      all.add(new SpecDifference(field, before, now));
    }
  }
}
