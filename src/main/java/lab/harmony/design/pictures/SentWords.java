package lab.harmony.design.pictures;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;

/// Texts that are sent as numbers of their words, each word once: labels and addresses of thousands
/// of pictures are made of few.
final class SentWords {

  private static final Pattern BETWEEN = Pattern.compile("(?<=, )|(?<= · )");

  private final Map<String, Integer> known = new LinkedHashMap<>();

  /// Adds how many words a text has, and which. A word is what stands up to a comma or a dot
  /// between blanks; of an address, its last two steps are words of their own.
  void add(ArrayNode sent, String text) {
    var words = words(text);
    sent.add(words.length);
    for (var word : words) {
      sent.add(known.computeIfAbsent(word, _ -> known.size()));
    }
  }

  private static String[] words(String text) {
    if (text.isEmpty()) {
      return new String[0];
    }
    return text.startsWith("/") ? steps(text) : BETWEEN.split(text);
  }

  private static String[] steps(String address) {
    var last = address.lastIndexOf('/') + 1;
    var before = address.lastIndexOf('/', last - 2) + 1;
    return before == 0
        ? new String[] {address}
        : new String[] {
          address.substring(0, before), address.substring(before, last), address.substring(last)
        };
  }

  /// All, in the order of their numbers.
  List<String> all() {
    return List.copyOf(known.keySet());
  }
}
