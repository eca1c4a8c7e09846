package lab.harmony.notebooks.store;

import java.util.Optional;

/// What makes one text another: the characters from `start` to `end` of the old one, replaced.
record TextChange(int start, int end, String replacement) {

  /// The shortest single change that makes `before` into `after`.
  static TextChange between(String before, String after) {
    var shorter = Math.min(before.length(), after.length());
    var start = 0;
    while (start < shorter && before.charAt(start) == after.charAt(start)) {
      start++;
    }
    var same = 0;
    while (same < shorter - start
        && before.charAt(before.length() - 1 - same) == after.charAt(after.length() - 1 - same)) {
      same++;
    }
    return new TextChange(
        start, before.length() - same, after.substring(start, after.length() - same));
  }

  /// Makes this change of `text` in another version of it; empty when both change the same place.
  Optional<String> onto(String text, String other) {
    var theirs = between(text, other);
    if (end <= theirs.start) {
      return Optional.of(applied(other, 0));
    }
    return theirs.end <= start
        ? Optional.of(applied(other, other.length() - text.length()))
        : Optional.empty();
  }

  private String applied(String text, int moved) {
    return text.substring(0, start + moved) + replacement + text.substring(end + moved);
  }
}
