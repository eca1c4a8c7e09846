package lab.harmony.imports.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import lab.harmony.imports.metadata.UnreadableMetadata;

/// The parts of a `parameters` text: prompt, negative prompt and settings.
///
/// The settings are the line, or the end of a line, that has most of the usual settings. What
/// extensions write behind it (`Template: …`) is no part of the prompt, and a prompt may speak of
/// steps. Prompt, negative prompt and settings may also share a line.
record ParametersText(String prompt, String negative, SequencedMap<String, String> settings) {

  private static final String NEGATIVE = "Negative prompt:";
  private static final Pattern STEPS = Pattern.compile("(?<![\\w])Steps: ?\\d{1,9} ?(?:,|$)");
  private static final Pattern TEMPLATE = Pattern.compile("(Negative )?Template:.*");

  /// Fewer pairs may as well be words of the prompt.
  private static final int FEWEST = 3;

  private static final int FEWEST_USUAL = 2;
  private static final int MOST_PER_LINE = 8;

  /// Where settings may begin.
  private record Beginning(
      int line, int column, SequencedMap<String, String> settings, int usual) {}

  /// Divides a text.
  ///
  /// @throws UnreadableMetadata if it has no settings
  static ParametersText of(String name, String text) {
    var lines = text.strip().lines().toList();
    if (lines.isEmpty()) {
      throw new UnreadableMetadata("its text \"%s\" is empty".formatted(name));
    }
    var best = new Beginning(-1, 0, SettingsLine.read(""), -1);
    for (int i = 0; i < lines.size(); i++) {
      if (best.usual >= FEWEST && TEMPLATE.matcher(lines.get(i)).lookingAt()) {
        break; // a template repeats the prompt, whatever that says
      }
      for (var column : beginnings(lines.get(i))) {
        var settings = SettingsLine.read(lines.get(i).substring(column));
        var usual = SettingsLine.usual(settings);
        if (settings.size() >= FEWEST && usual >= best.usual) {
          best = new Beginning(i, column, settings, usual);
        }
      }
    }
    if (best.usual < FEWEST_USUAL) {
      throw new UnreadableMetadata(
          "its text \"%s\" has no line of settings like \"Steps: 20, Sampler: Euler a, …\""
              .formatted(name));
    }
    return of(lines, best);
  }

  private static List<Integer> beginnings(String line) {
    var columns = new ArrayList<Integer>();
    if (!line.startsWith(NEGATIVE)) {
      columns.add(0);
    }
    var steps = STEPS.matcher(line);
    while (steps.find()) {
      columns.add(steps.start());
      if (columns.size() > MOST_PER_LINE) {
        columns.remove(1);
      }
    }
    return columns;
  }

  private static ParametersText of(List<String> lines, Beginning settings) {
    var prompt = new ArrayList<String>();
    var negative = new ArrayList<String>();
    var here = prompt;
    for (int i = 0; i <= settings.line; i++) {
      var shared = i == settings.line;
      var words =
          (shared ? withoutComma(lines.get(i).substring(0, settings.column)) : lines.get(i))
              .strip();
      var start = shared ? words.indexOf(NEGATIVE) : words.startsWith(NEGATIVE) ? 0 : -1;
      if (start >= 0) {
        if (start > 0) {
          here.add(words.substring(0, start).strip());
        }
        here = negative;
        words = words.substring(start + NEGATIVE.length()).strip();
      }
      here.add(words);
    }
    return new ParametersText(
        String.join("\n", prompt).strip(), String.join("\n", negative).strip(), settings.settings);
  }

  private static String withoutComma(String words) {
    var plain = words.strip();
    return plain.endsWith(",") ? plain.substring(0, plain.length() - 1) : plain;
  }
}
