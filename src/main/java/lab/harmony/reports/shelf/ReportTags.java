package lab.harmony.reports.shelf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import lab.harmony.json.Json;
import lab.harmony.workspace.Found;

/// The tags of a report, in the one file of its folder that may change: `tags.json`.
public final class ReportTags {

  public static final String FILE = "tags.json";
  static final int MOST = 12;
  static final int LONGEST = 40;
  private static final String FORMAT = "harmony-report-tags/1";

  private ReportTags() {}

  /// As the file has it.
  private record Stored(String format, List<String> tags) {}

  /// Words as they are kept: without blanks around them, each once whatever its case.
  ///
  /// @throws IllegalArgumentException where one is too long, or there are too many
  public static List<String> of(Collection<String> words) {
    var tags = new LinkedHashMap<String, String>();
    for (var word : words) {
      var tag = VisibleWords.of(word);
      if (tag.length() > LONGEST) {
        throw new IllegalArgumentException(
            "a tag has at most %d characters, got %d: \"%s…\""
                .formatted(LONGEST, tag.length(), tag.substring(0, LONGEST)));
      }
      if (!tag.isEmpty()) {
        tags.putIfAbsent(tag.toLowerCase(Locale.ROOT), tag);
      }
    }
    if (tags.size() > MOST) {
      throw new IllegalArgumentException(
          "a report has at most %d tags, got %d".formatted(MOST, tags.size()));
    }
    return List.copyOf(tags.values());
  }

  /// Words with commas between them, as a person types them.
  public static List<String> typed(String text) {
    return of(List.of(text.split("[,;\\n]")));
  }

  public static byte[] json(List<String> tags) {
    return Json.MAPPER.writeValueAsBytes(new Stored(FORMAT, tags));
  }

  /// Those in a file; none where there is no such file.
  static Found<List<String>> read(Path file) {
    return Files.exists(file)
        ? Found.json(file, Json.MAPPER, Stored.class).then(file, stored -> of(stored.tags()))
        : new Found.Good<>(List.of());
  }
}
