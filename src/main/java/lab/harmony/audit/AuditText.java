package lab.harmony.audit;

/// Texts as the trail keeps them: short, and nothing in them that moves a cursor, breaks a line,
/// turns the direction of what stands beside it, or has no place in UTF-8.
final class AuditText {

  private AuditText() {}

  /// Marks that order the direction of the text around them, up to their end or that of the line:
  /// U+202A to U+202E and U+2066 to U+2069, and those without width, U+200E, U+200F and U+061C.
  private static boolean turns(int letter) {
    return letter >= 0x202A && letter <= 0x202E
        || letter >= 0x2066 && letter <= 0x2069
        || letter == 0x200E
        || letter == 0x200F
        || letter == 0x061C;
  }

  private static boolean breaks(int letter) {
    return Character.isISOControl(letter) || letter == 0x2028 || letter == 0x2029;
  }

  /// Control characters and ends of lines become blanks, halves of letters and marks that turn the
  /// direction `�`; what is too long ends with `…`.
  static String clean(String text, int longest) {
    var clean = new StringBuilder();
    text.codePoints()
        .map(letter ->
            Character.getType(letter) == Character.SURROGATE || turns(letter)
                ? 0xFFFD
                : breaks(letter) ? ' ' : letter)
        .forEach(clean::appendCodePoint);
    if (clean.length() <= longest) {
      return clean.toString();
    }
    int end = longest - 1;
    return clean.substring(0, Character.isHighSurrogate(clean.charAt(end - 1)) ? end - 1 : end)
        + "…";
  }
}
