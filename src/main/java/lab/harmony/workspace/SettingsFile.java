package lab.harmony.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// `settings.yaml` of the data folder, a setting a line; nobody but its owner reads it, since a
/// password may stand in it.
public record SettingsFile(Path path) {

  private static final String NAME = "settings.yaml";

  public static SettingsFile of(DataFolder data) {
    return new SettingsFile(data.root().resolve(NAME));
  }

  /// Writes settings into the file. Lines of other settings stay as they are.
  ///
  /// @param leaves the names, or their beginnings, of settings that go where they are not given
  public void set(SequencedMap<String, String> settings, List<String> leaves) {
    var lines = new ArrayList<>(others(settings, leaves));
    settings.forEach((name, value) -> lines.add("%s: %s".formatted(name, quoted(value))));
    AtomicFiles.writeSecret(path, String.join("\n", lines) + "\n");
  }

  private List<String> others(Map<String, String> settings, List<String> leaves) {
    try {
      return Files.exists(path)
          ? Files.readAllLines(path, StandardCharsets.UTF_8).stream()
              .filter(line -> {
                var name = line.contains(":") ? line.substring(0, line.indexOf(':')).strip() : "";
                return !settings.containsKey(name) && leaves.stream().noneMatch(name::startsWith);
              })
              .toList()
          : List.of(
              "# Settings of this lab (docs/settings.md). ./lab start --team writes them anew.");
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be read: %s".formatted(path, e.getMessage()), e);
    }
  }

  /// As YAML reads it letter by letter.
  private static String quoted(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
