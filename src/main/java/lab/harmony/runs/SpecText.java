package lab.harmony.runs;

import java.util.ArrayList;
import java.util.List;
import lab.harmony.prompts.MatrixPrompt;

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
    lines.add(new Line("model", spec.model() + "  " + brief(spec.modelSha256())));
    lines.add(
        new Line(
            "judge",
            spec.judge().isEmpty() ? "none" : spec.judge() + "  " + brief(spec.judgeSha256())));
    spec.adapters()
        .forEach(use -> lines.add(new Line("adapter", use.name() + "  " + brief(use.sha256()))));
    spec.options().ifPresent(options -> lines.add(new Line("options", options.words())));
    lines.add(new Line("sampler", spec.sampler()));
    lines.add(new Line("steps", Integer.toString(spec.steps())));
    lines.add(new Line("size", "%d × %d px".formatted(spec.width(), spec.height())));
    lines.add(new Line("pictures", Integer.toString(spec.prompts().size())));
    lines.add(new Line("archetypes", SpecDifference.axis(spec, MatrixPrompt::archetype)));
    lines.add(new Line("emotions", SpecDifference.axis(spec, MatrixPrompt::emotion)));
    lines.add(new Line("cfg", SpecDifference.axis(spec, it -> number(it.cfgScale()))));
    lines.add(new Line("seeds", SpecDifference.axis(spec, it -> Long.toString(it.seed()))));
    lines.add(new Line("code", spec.codeVersion()));
    return lines;
  }

  /// What one picture is: `energetic × angry · CFG 7 · seed 42`.
  public static String picture(MatrixPrompt prompt) {
    return "%s · CFG %s · seed %d"
        .formatted(prompt.cell(), number(prompt.cfgScale()), prompt.seed());
  }

  /// A number as people write it: `7`, `7.5`.
  public static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  /// The first digits of a hash, for people; all of a shorter one.
  static String brief(String sha256) {
    return sha256.length() <= 10 ? sha256 : sha256.substring(0, 10);
  }
}
