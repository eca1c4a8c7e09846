package lab.harmony.notebooks.differences;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What became of a text, word by word.
///
/// @param parts without those that are not [Sort#ADDED] the text before, without those that are not
///   [Sort#REMOVED] the one after
public record TextDifference(List<Part> parts) {
  private static final Pattern TOKEN =
      Pattern.compile("\\R|[^\\S\\r\\n]+|[\\p{L}\\p{N}_]+|.", Pattern.DOTALL);

  public TextDifference {
    parts = List.copyOf(parts);
  }

  /// What a part is.
  public enum Sort {
    SAME,
    REMOVED,
    ADDED
  }

  /// Letters that follow each other.
  public record Part(Sort sort, String text) {}

  public static TextDifference between(String before, String after) {
    var old = tokens(before);
    var now = tokens(after);
    var parts = new ArrayList<Part>();
    int o = 0;
    int n = 0;
    for (var pair : LongestCommon.of(old, now)) {
      add(parts, Sort.REMOVED, old.subList(o, pair.first()));
      add(parts, Sort.ADDED, now.subList(n, pair.second()));
      add(parts, Sort.SAME, List.of(old.get(pair.first())));
      o = pair.first() + 1;
      n = pair.second() + 1;
    }
    add(parts, Sort.REMOVED, old.subList(o, old.size()));
    add(parts, Sort.ADDED, now.subList(n, now.size()));
    return new TextDifference(parts);
  }

  /// As `git diff --word-diff` says it: `[-gone-]`, `{+new+}`.
  public String marked() {
    var text = new StringBuilder();
    for (var part : parts) {
      text.append(
          switch (part.sort()) {
            case SAME -> part.text();
            case REMOVED -> marked("[-", part.text(), "-]");
            case ADDED -> marked("{+", part.text(), "+}");
          });
    }
    return text.toString();
  }

  /// Each line is marked for itself, so that lines can be shown alone.
  private static String marked(String open, String text, String close) {
    var marked = new StringBuilder();
    var lines = text.split("(?<=\n)", -1);
    for (var line : lines) {
      var words = line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
      if (!words.isEmpty() || line.endsWith("\n")) {
        marked.append(open).append(words).append(close);
      }
      if (line.endsWith("\n")) {
        marked.append('\n');
      }
    }
    return marked.toString();
  }

  private static List<String> tokens(String text) {
    return TOKEN.matcher(text).results().map(MatchResult::group).toList();
  }

  private static void add(List<Part> parts, Sort sort, List<String> tokens) {
    if (tokens.isEmpty()) {
      return;
    }
    var text = String.join("", tokens);
    if (!parts.isEmpty() && parts.getLast().sort() == sort) {
      var last = parts.removeLast();
      parts.add(new Part(sort, last.text() + text));
    } else {
      parts.add(new Part(sort, text));
    }
  }
}
