package lab.harmony.comparison.arms;

/// How two texts differ, in few letters.
final class Wordings {

  private static final int MOST = 60;
  private static final int BEFORE = 12;

  private Wordings() {}

  /// A text from a little before where it differs from another: `“… girl, happy”`. The same for
  /// both where they are the same.
  static String from(String text, String other) {
    var own = text.codePoints().toArray();
    var others = other.codePoints().toArray();
    int differ = 0;
    while (differ < Math.min(own.length, others.length) && own[differ] == others[differ]) {
      differ++;
    }
    int begin = Math.max(0, differ - BEFORE);
    int end = Math.min(own.length, begin + MOST);
    return "“%s%s%s”"
        .formatted(
            begin > 0 ? "…" : "",
            new String(own, begin, end - begin).replaceAll("\\s+", " "),
            end < own.length ? "…" : "");
  }
}
