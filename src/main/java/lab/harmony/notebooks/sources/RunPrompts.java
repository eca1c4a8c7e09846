package lab.harmony.notebooks.sources;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import lab.harmony.notebooks.cells.CellProblem;
import lab.harmony.notebooks.sources.RunSource.Generate;
import lab.harmony.prompts.MatrixPrompt;
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
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  public RunPrompts {
    lines = List.copyOf(lines);
  }

  static Optional<RunPrompts> read(Settings yaml) {
    if (yaml.namesNothing(PROMPTS)) {
      yaml.complain(
          PROMPTS,
          "\"prompts\" names none; write at least one, or \"all\" for all templates, or remove it");
    }
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

  /// The prompts of the matrix, line by line.
  ///
  /// @throws CellProblem naming each line that cannot be used
  List<MatrixPrompt> in(PromptLibrary library, Generate source) {
    var problems = new CellProblem.Collector();
    var asked =
        lines.isEmpty()
            ? library.templates().stream()
                .map(template -> new Line(template, source.yaml().line(PROMPTS)))
                .toList()
            : lines.stream()
                .flatMap(line -> problems.attempt(() -> asked(library, line)).stream())
                .toList();
    problems.throwIfAny();
    if (!negative.isEmpty() && asked.stream().noneMatch(line -> line.template().isInWords())) {
      throw source.problem(
          NEGATIVE,
          "\"negative\" belongs to prompts in words, and all of these are templates, which have their own; remove it");
    }
    library.requireFit(source.matrix(), asked.stream().map(Line::template).toList());
    var filled = new ArrayList<MatrixPrompt>();
    var first = new HashMap<Drawn, Line>();
    for (var line : asked) {
      problems.attempt(() -> filled(library, source, line, first)).ifPresent(filled::addAll);
    }
    problems.throwIfAny();
    return filled;
  }

  /// A prompt and where it stands.
  private record Line(PromptTemplate template, int line) {
    String words() {
      return template.isInWords()
          ? "line %d".formatted(line)
          : "template \"%s\" (line %d)".formatted(template.name(), line);
    }
  }

  private Line asked(PromptLibrary library, Text line) {
    try {
      return new Line(library.asked(line.value(), negative), line.line());
    } catch (IllegalArgumentException e) {
      throw new CellProblem(line.line(), String.valueOf(e.getMessage()));
    }
  }

  /// The same picture drawn twice would count as two.
  private List<MatrixPrompt> filled(
      PromptLibrary library, Generate source, Line line, Map<Drawn, Line> first) {
    try {
      var filled = library.filled(source.matrix(), line.template());
      for (var prompt : filled) {
        var before = first.putIfAbsent(Drawn.of(prompt), line);
        if (before != null && !before.equals(line)) {
          throw new CellProblem(
              line.line(),
              "%s draws the same as %s: \"%s\"; %s"
                  .formatted(
                      line.words(),
                      before.words(),
                      prompt.prompt(),
                      lines.isEmpty()
                          ? "write the names of the templates that you want instead of \"all\""
                          : "leave one"));
        }
      }
      return filled;
    } catch (IllegalArgumentException e) {
      throw new CellProblem(line.line(), String.valueOf(e.getMessage()));
    }
  }

  /// What decides a picture of one cell: its words, however many blanks stand between them, and
  /// none of the names by which it is placed.
  private record Drawn(double cfgScale, long seed, String prompt, String negative) {
    static Drawn of(MatrixPrompt prompt) {
      return new Drawn(
          prompt.cfgScale(),
          prompt.seed(),
          spaced(prompt.prompt()),
          spaced(prompt.negativePrompt()));
    }

    private static String spaced(String words) {
      return BLANKS.matcher(words.strip()).replaceAll(" ");
    }
  }
}
