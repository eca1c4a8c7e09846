package lab.harmony.runs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import lab.harmony.prompts.MatrixPrompt;

/// One thing in which a run's spec differs from that of another run.
public record SpecDifference(String field, String before, String now) {

  /// All differences, in the order of the spec.
  public static List<SpecDifference> between(GenerateSpec before, GenerateSpec now) {
    var all = new ArrayList<SpecDifference>();
    add(all, "model", before, now, GenerateSpec::model);
    if (before.model().equals(now.model())) {
      add(all, "model weights", before, now, spec -> SpecText.brief(spec.modelSha256()));
    }
    add(all, "adapters", before, now, SpecDifference::adapters);
    add(all, "options", before, now, SpecDifference::options);
    add(all, "judge", before, now, spec -> spec.judge().isEmpty() ? "none" : spec.judge());
    if (before.judge().equals(now.judge())) {
      add(all, "judge weights", before, now, spec -> SpecText.brief(spec.judgeSha256()));
    }
    add(all, "sampler", before, now, GenerateSpec::sampler);
    add(all, "steps", before, now, GenerateSpec::steps);
    add(all, "size", before, now, spec -> "%d × %d".formatted(spec.width(), spec.height()));
    add(all, "archetypes", before, now, of(MatrixPrompt::archetype));
    add(all, "emotions", before, now, of(MatrixPrompt::emotion));
    add(all, "CFG scales", before, now, of(prompt -> SpecText.number(prompt.cfgScale())));
    add(all, "seeds", before, now, of(prompt -> Long.toString(prompt.seed())));
    addWords(all, before, now);
    add(all, "code", before, now, GenerateSpec::codeVersion);
    return List.copyOf(all);
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
      add(all, "prompts", before, now, spec -> spec.prompts().size());
    }
  }

  private static String adapters(GenerateSpec spec) {
    return spec.adapters().isEmpty()
        ? "none"
        : spec.adapters().stream()
            .map(use -> use.name() + " " + SpecText.brief(use.sha256()))
            .collect(Collectors.joining(", "));
  }

  private static String options(GenerateSpec spec) {
    return spec.options().map(GenerateOptions::words).orElse("the usual");
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
    return spec -> axis(spec, axis);
  }

  /// The different values of one axis of the prompts: `soft, stoic`.
  static String axis(GenerateSpec spec, Function<MatrixPrompt, String> axis) {
    return spec.prompts().stream().map(axis).distinct().collect(Collectors.joining(", "));
  }

  private static void add(
      List<SpecDifference> all,
      String field,
      GenerateSpec before,
      GenerateSpec now,
      Function<GenerateSpec, ?> part) {
    var was = part.apply(before).toString();
    var is = part.apply(now).toString();
    if (!was.equals(is)) {
      all.add(new SpecDifference(field, was, is));
    }
  }
}
