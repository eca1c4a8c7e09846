package lab.harmony.notebooks.sources;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import lab.harmony.notebooks.cells.CellProblem;
import lab.harmony.prompts.PromptLibrary;
import lab.harmony.prompts.PromptTemplate;
import lab.harmony.yaml.Settings;
import lab.harmony.yaml.YamlValue.Text;

/// The prompts that a run cell asks for where they are not those of one template.
///
/// @param lines names of templates, or prompts in words; none means all templates
/// @param negative what pictures of prompts in words should not show; may be empty
public record RunPrompts(List<Text> lines, String negative) {

  private static final String PROMPTS = "prompts";
  private static final String NEGATIVE = "negative";

  public RunPrompts {
    lines = List.copyOf(lines);
  }

  static Optional<RunPrompts> read(Settings yaml) {
    if (!yaml.has(PROMPTS)) {
      if (yaml.has(NEGATIVE)) {
        yaml.complain(
            NEGATIVE,
            "\"negative\" belongs to \"prompts\" in words; a template has its own. Remove it, or write the prompts");
      }
      return Optional.empty();
    }
    if (yaml.has("template")) {
      yaml.complain(
          "template",
          "\"prompts\" takes the place of \"template\"; remove \"template\" and write its name among the prompts");
    }
    return Optional.of(new RunPrompts(yaml.textsInLines(PROMPTS), yaml.textOr(NEGATIVE, "")));
  }

  /// @throws CellProblem naming each line that cannot be used
  List<PromptTemplate> in(PromptLibrary library, Settings yaml) {
    if (lines.isEmpty()) {
      return library.templates();
    }
    var problems = new CellProblem.Collector();
    var found = new LinkedHashMap<PromptTemplate, Integer>();
    for (var line : lines) {
      problems
          .attempt(() -> asked(library, line))
          .ifPresent(asked -> {
            var before = found.putIfAbsent(asked, line.line());
            if (before != null) {
              problems.attempt(() -> {
                throw new CellProblem(
                    line.line(),
                    "this prompt stands in line %d already; leave one".formatted(before));
              });
            }
          });
    }
    problems.throwIfAny();
    if (!negative.isEmpty() && found.keySet().stream().noneMatch(PromptTemplate::isInWords)) {
      throw new CellProblem(
          yaml.line(NEGATIVE),
          "\"negative\" belongs to prompts in words, and all of these are templates, which have their own; remove it");
    }
    return List.copyOf(found.keySet());
  }

  private PromptTemplate asked(PromptLibrary library, Text line) {
    try {
      return library.asked(line.value(), negative);
    } catch (IllegalArgumentException e) {
      throw new CellProblem(line.line(), String.valueOf(e.getMessage()));
    }
  }
}
