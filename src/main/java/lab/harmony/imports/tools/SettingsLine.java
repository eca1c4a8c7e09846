package lab.harmony.imports.tools;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A line of settings: `Steps: 20, Sampler: Euler a, Version: "a, b"`. A value with a comma, a
/// colon or a line break stands in quotes, as JSON writes it. Read once from left to right.
final class SettingsLine {

  private static final int LONGEST_NAME = 60;
  private static final Pattern NAME = Pattern.compile("\\w[\\w \\-/]*");
  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,40}");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,17})?");
  private static final Pattern SOMETHING = Pattern.compile("(?s).*\\S.*");

  /// What such a line says first of all, and how it says it.
  private static final Map<String, Pattern> USUAL =
      Map.of(
          "Steps", WHOLE,
          "Seed", WHOLE,
          "CFG scale", NUMBER,
          "Sampler", SOMETHING,
          "Size", Pattern.compile("\\d{1,6}x\\d{1,6}"),
          "Model", SOMETHING,
          "Model hash", Pattern.compile("[0-9a-fA-F]+"));

  private final String line;
  private int at;
  private boolean quotes = true;

  private SettingsLine(String line) {
    this.line = line;
  }

  /// The settings by name, in their order, the first of equal names; what is no setting is passed
  /// over.
  static SequencedMap<String, String> read(String line) {
    return new SettingsLine(line).read();
  }

  /// How many of the usual settings are there as they should be: a sentence of a prompt has none,
  /// though it may have colons.
  static int usual(Map<String, String> settings) {
    return (int)
        USUAL.entrySet().stream()
            .filter(usual ->
                usual.getValue().matcher(settings.getOrDefault(usual.getKey(), "")).matches())
            .count();
  }

  private SequencedMap<String, String> read() {
    var settings = new LinkedHashMap<String, String>();
    while (at < line.length()) {
      var start = at;
      var end = nextOf(":,");
      if (end == line.length()) {
        break;
      }
      at = end + 1;
      if (line.charAt(end) == ':') {
        var name = end - start <= LONGEST_NAME + 8 ? line.substring(start, end).strip() : "";
        var value = value();
        if (isName(name)) {
          settings.putIfAbsent(name, value);
        }
      }
    }
    return settings;
  }

  private int nextOf(String signs) {
    var next = at;
    while (next < line.length() && signs.indexOf(line.charAt(next)) < 0) {
      next++;
    }
    return next;
  }

  private String value() {
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    if (quotes && at < line.length() && line.charAt(at) == '"') {
      var quoted = quoted();
      if (quoted != null) {
        return quoted;
      }
      quotes = false; // one that is never closed; nor is any behind it
    }
    var end = nextOf(",");
    var value = line.substring(at, end).strip();
    at = end + 1;
    return value;
  }

  /// What stands between quotes, or null if they are not closed; then nothing is passed.
  private @Nullable String quoted() {
    var value = new StringBuilder();
    for (int i = at + 1; i < line.length(); i++) {
      var sign = line.charAt(i);
      if (sign == '"') {
        at = i;
        at = nextOf(",") + 1;
        return value.toString();
      }
      if (sign == '\\' && i + 1 < line.length()) {
        i++;
        value.append(
            switch (line.charAt(i)) {
              case 'n' -> '\n';
              case 't' -> '\t';
              default -> line.charAt(i);
            });
      } else {
        value.append(sign);
      }
    }
    return null;
  }

  private static boolean isName(String name) {
    return name.length() > 1 && name.length() <= LONGEST_NAME && NAME.matcher(name).matches();
  }
}
