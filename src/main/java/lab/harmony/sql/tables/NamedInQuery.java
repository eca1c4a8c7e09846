package lab.harmony.sql.tables;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What a query may read, by its words alone: all names that stand in it, and all texts in
/// quotation marks. More than it reads may be among them, never less.
///
/// @param words in small letters
/// @param texts as they stand, without their marks
record NamedInQuery(Set<String> words, Set<String> texts) {

  private static final Pattern PART =
      Pattern.compile(
          "--[^\\n]*|/\\*.*?(\\*/|$)|'((?:[^']|'')*)'|\"((?:[^\"]|\"\")*)\"|([\\p{L}_][\\p{L}\\p{N}_]*)",
          Pattern.DOTALL);

  static NamedInQuery of(String query) {
    var words = new LinkedHashSet<String>();
    var texts = new LinkedHashSet<String>();
    var parts = PART.matcher(query);
    while (parts.find()) {
      if (parts.group(2) != null) {
        texts.add(parts.group(2).replace("''", "'"));
      } else if (parts.group(3) != null) {
        var name = parts.group(3).replace("\"\"", "\"");
        texts.add(name);
        words.add(name.toLowerCase(Locale.ROOT));
      } else if (parts.group(4) != null) {
        words.add(parts.group(4).toLowerCase(Locale.ROOT));
      }
    }
    return new NamedInQuery(words, texts);
  }
}
