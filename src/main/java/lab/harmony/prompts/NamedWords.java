package lab.harmony.prompts;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Which archetype or emotion is named in what somebody wrote freely.
public final class NamedWords {

  /// What is said where none is named, or more than one.
  public static final String UNKNOWN = "unknown";

  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{Nd}]+|_");

  private NamedWords() {}

  /// The one of some names that the first of the texts has as a word, or else the next.
  public static String one(List<String> names, String... texts) {
    for (var text : texts) {
      var words = List.of(NO_WORD.split(text.toLowerCase(Locale.ROOT)));
      var found =
          names.stream().filter(name -> words.contains(name.toLowerCase(Locale.ROOT))).toList();
      if (found.size() == 1) {
        return found.getFirst();
      }
    }
    return UNKNOWN;
  }
}
