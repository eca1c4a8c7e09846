package lab.harmony.imports;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// A line of settings: `Steps: 20, Sampler: Euler a, Version: "a, b"`. A value with a comma, a
/// colon or a line break stands in quotes, as JSON writes it.
final class SettingsLine {

  private final String line;
  private int at;

  private SettingsLine(String line) {
    this.line = line;
  }

  /// The settings by name, in their order; what is no setting is passed over.
  static SequencedMap<String, String> read(String line) {
    return new SettingsLine(line).read();
  }

  private SequencedMap<String, String> read() {
    var settings = new LinkedHashMap<String, String>();
    while (at < line.length()) {
      var colon = line.indexOf(':', at);
      var comma = line.indexOf(',', at);
      if (colon < 0) {
        break;
      }
      if (comma >= 0 && comma < colon) {
        at = comma + 1;
        continue;
      }
      var name = line.substring(at, colon).strip();
      at = colon + 1;
      var value = value();
      if (isName(name)) {
        settings.putIfAbsent(name, value);
      }
    }
    return settings;
  }

  private String value() {
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    if (at < line.length() && line.charAt(at) == '"') {
      var quoted = quoted();
      if (quoted != null) {
        return quoted;
      }
    }
    var comma = line.indexOf(',', at);
    var end = comma < 0 ? line.length() : comma;
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
        var comma = line.indexOf(',', i);
        at = comma < 0 ? line.length() : comma + 1;
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
    return name.length() > 1 && name.length() <= 60 && name.matches("\\w[\\w \\-/]*");
  }
}
