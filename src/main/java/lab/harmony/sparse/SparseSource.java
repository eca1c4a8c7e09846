package lab.harmony.sparse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lab.harmony.notebooks.cells.CellProblem;
import lab.harmony.notebooks.cells.CellYaml;
import lab.harmony.notebooks.results.JudgeChoice;
import lab.harmony.notebooks.sources.RunSource.Generate;
import lab.harmony.recipe.Recipe;
import lab.harmony.runs.RunId;
import lab.harmony.workspace.NamedFacts;
import lab.harmony.workspace.NamedFacts.Fact;
import lab.harmony.yaml.Settings;

/// What the source of a sparse grid asks for.
///
/// @param adapters one value each: the adapters that draw together, none where it is empty
/// @param cells the axes that make the cells
/// @param reaches the share of perfect faces that each cell is asked about, in percent
/// @param first how many pictures the first round has; empty for as many as are usual
/// @param with runs of other cells whose pictures count as drawn
/// @param rounds how many may be drawn
record SparseSource(
    Generate base,
    List<String> models,
    List<List<String>> adapters,
    List<String> samplers,
    List<Integer> steps,
    List<SparseAxis> cells,
    int reaches,
    JudgeChoice judge,
    Optional<Integer> first,
    List<RunId> with,
    int rounds) {

  static final String ROUNDS = "rounds";

  /// What a value without adapters is called.
  static final String NONE = "none";

  private static final int USUAL_REACHES = 50;
  static final int MOST_ROUNDS = 20;
  private static final int MOST_FIRST = 30_000;
  private static final int MOST_WITH = 100;
  private static final Pattern TOGETHER = Pattern.compile("\\s+\\+\\s+");

  private static final List<String> NAMES =
      Stream.concat(
              Generate.NAMES.stream()
                  .filter(
                      name -> !List.of("model", "sampler", "prompts", "negative").contains(name)),
              Stream.of(
                  "models",
                  "samplers",
                  "cells",
                  "reaches",
                  "scores",
                  "first",
                  "with",
                  SparseSource.ROUNDS))
          .toList();

  SparseSource {
    models = List.copyOf(models);
    adapters = List.copyOf(adapters);
    samplers = List.copyOf(samplers);
    steps = List.copyOf(steps);
    cells = List.copyOf(cells);
    with = List.copyOf(with);
  }

  /// @throws lab.harmony.notebooks.cells.CellProblem naming everything that is wrong
  static SparseSource read(String source) {
    var yaml = CellYaml.settings(source, "models");
    var read =
        new SparseSource(
            Generate.of(yaml),
            distinct(yaml, "models", or(yaml.texts("models"), "doodle-base")),
            distinct(yaml, "adapters", or(yaml.texts("adapters"), NONE)).stream()
                .map(SparseSource::together)
                .toList(),
            distinct(yaml, "samplers", or(yaml.texts("samplers"), Recipe.USUAL_SAMPLER)),
            steps(yaml),
            cells(yaml),
            yaml.whole("reaches", USUAL_REACHES, 1, 99),
            yaml.choice(
                "scores",
                JudgeChoice.MACHINE,
                Arrays.asList(JudgeChoice.values()),
                JudgeChoice::word),
            yaml.has("first")
                ? Optional.of(yaml.whole("first", 1, 1, MOST_FIRST))
                : Optional.empty(),
            with(yaml),
            yaml.whole(ROUNDS, 1, 1, MOST_ROUNDS));
    CellYaml.finish(yaml, NAMES);
    return read;
  }

  private static List<RunId> with(Settings yaml) {
    var runs = new ArrayList<RunId>();
    for (var text : yaml.texts("with")) {
      RunId.parse(text)
          .ifPresentOrElse(
              runs::add,
              () ->
                  yaml.complain(
                      "with",
                      "\"with\" needs runs whose pictures count, such as r261120-204501-k3f9q; got \"%s\""
                          .formatted(text)));
    }
    if (runs.size() > MOST_WITH) {
      yaml.complain(
          "with",
          "\"with\" names %d runs, and %d can count at most".formatted(runs.size(), MOST_WITH));
    }
    return distinct(yaml, "with", runs);
  }

  private static List<String> or(List<String> texts, String usual) {
    return texts.isEmpty() ? List.of(usual) : texts;
  }

  private static <T> List<T> distinct(Settings yaml, String name, List<T> values) {
    var seen = new HashSet<T>();
    values.stream()
        .filter(value -> !seen.add(value))
        .findFirst()
        .ifPresent(value -> yaml.complain(name, "\"%s\" lists %s twice".formatted(name, value)));
    return values;
  }

  private static List<String> together(String adapters) {
    return adapters.equalsIgnoreCase(NONE)
        ? List.of()
        : Arrays.stream(TOGETHER.split(adapters.strip())).toList();
  }

  private static List<Integer> steps(Settings yaml) {
    var steps = yaml.wholes("steps", List.of((long) Recipe.USUAL_STEPS));
    steps.forEach(step ->
        Recipe.STEPS.problem("the steps", step).ifPresent(it -> yaml.complain("steps", it)));
    return distinct(yaml, "steps", steps.isEmpty() ? List.of((long) Recipe.USUAL_STEPS) : steps)
        .stream()
        .map(Math::toIntExact)
        .toList();
  }

  private static List<SparseAxis> cells(Settings yaml) {
    var axes = new ArrayList<SparseAxis>();
    for (var word : or(yaml.texts("cells"), SparseAxis.EMOTION.word())) {
      Arrays.stream(SparseAxis.values())
          .filter(axis -> axis.word().equalsIgnoreCase(word))
          .findFirst()
          .ifPresentOrElse(
              axes::add,
              () ->
                  yaml.complain(
                      "cells",
                      "\"cells\" needs axes among %s, got \"%s\""
                          .formatted(SparseAxis.words(), word)));
    }
    return distinct(yaml, "cells", axes);
  }

  /// A problem at one of its settings.
  CellProblem problem(String setting, String message) {
    return new CellProblem(base.yaml().line(setting), message);
  }

  /// The share as a number from 0 to 1.
  double threshold() {
    return reaches / 100.0;
  }

  /// What the answers depend on beside the pictures.
  NamedFacts facts() {
    var facts = new ArrayList<Fact>();
    cells.forEach(axis -> facts.add(Fact.of("cells", axis.word())));
    facts.add(Fact.of("reaches", reaches));
    facts.add(Fact.of("scores", judge.word()));
    first.ifPresent(count -> facts.add(Fact.of("first", count)));
    with.forEach(run -> facts.add(Fact.of("with", run.value())));
    facts.add(Fact.of(ROUNDS, rounds));
    return new NamedFacts(facts);
  }

  /// The same source with another number of rounds; the rest stays letter by letter. Empty where
  /// that cannot be written.
  static Optional<String> withRounds(String source, int rounds) {
    var found = Pattern.compile("(?m)^(%s[ \\t]*:[ \\t]*)\\d+".formatted(ROUNDS)).matcher(source);
    var changed =
        found.find()
            ? found.replaceFirst("$1" + rounds)
            : "%s\n%s: %d".formatted(source.stripTrailing(), ROUNDS, rounds);
    try {
      return read(changed).rounds() == rounds ? Optional.of(changed) : Optional.empty();
    } catch (CellProblem cannotBeWritten) {
      return Optional.empty();
    }
  }
}
