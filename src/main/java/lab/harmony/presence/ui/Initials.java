package lab.harmony.presence.ui;

import java.text.BreakIterator;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What stands for a name where there is no room for it.
final class Initials {

  private Initials() {}

  /// The first letters of the first and the last word: `AL` of Ada King Lovelace, `A` of Ada.
  static String of(String name) {
    List<String> words =
        Arrays.stream(name.strip().split("[\\s-]+")).filter(it -> !it.isEmpty()).toList();
    if (words.isEmpty()) {
      return "?";
    }
    var first = letter(words.getFirst());
    return words.size() == 1 ? first : first + letter(words.getLast());
  }

  /// A letter as people see it, which may be several characters.
  private static String letter(String word) {
    var letters = BreakIterator.getCharacterInstance(Locale.ROOT);
    letters.setText(word);
    return word.substring(0, letters.next()).toUpperCase(Locale.ROOT);
  }
}
