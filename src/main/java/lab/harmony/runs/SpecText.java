package lab.harmony.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.recipe.RecipeFact;

/// A spec in lines that a person reads.
public final class SpecText {

  private SpecText() {}

  /// One line for each fact: its name and its value.
  public record Line(String name, String value) {}

  /// Everything but the wording of the prompts.
  public static List<Line> lines(GenerateSpec spec) {
    var lines = new ArrayList<Line>();
    lines.add(new Line("experiment", spec.experiment()));
    if (!spec.cellId().isEmpty()) {
      lines.add(new Line("cell", spec.cellId()));
    }
    spec.recipe().facts().forEach(fact -> lines.add(new Line(fact.name(), fact.textWithHash())));
    lines.add(
        new Line(
            "judge",
            spec.judge().isEmpty()
                ? "none"
                : spec.judge() + "  " + RecipeFact.brief(spec.judgeSha256())));
    lines.add(new Line("pictures", Integer.toString(spec.prompts().size())));
    lines.add(new Line("archetypes", axis(spec, MatrixPrompt::archetype)));
    lines.add(new Line("emotions", axis(spec, MatrixPrompt::emotion)));
    lines.add(new Line("seeds", axis(spec, it -> Long.toString(it.seed()))));
    lines.add(new Line("code", spec.codeVersion()));
    return lines;
  }

  /// What one picture is: `energetic × angry · CFG 7 · seed 42`.
  public static String picture(MatrixPrompt prompt) {
    return "%s · CFG %s · seed %d"
        .formatted(prompt.cell(), RecipeFact.number(prompt.cfgScale()), prompt.seed());
  }

  /// The different values of one axis of the prompts: `soft, stoic`.
  static String axis(GenerateSpec spec, Function<MatrixPrompt, String> axis) {
    return spec.prompts().stream().map(axis).distinct().collect(Collectors.joining(", "));
  }
}
