package lab.harmony.audit;

/// Texts as the trail keeps them: short, and nothing in them that moves a cursor or has no place in
/// UTF-8.
final class AuditText {

  private AuditText() {}

  /// Control characters become blanks, halves of letters `�`; what is too long ends with `…`.
  static String clean(String text, int longest) {
    var clean = new StringBuilder();
    text.codePoints()
        .map(letter ->
            Character.getType(letter) == Character.SURROGATE
                ? 0xFFFD
                : Character.isISOControl(letter) ? ' ' : letter)
        .forEach(clean::appendCodePoint);
    if (clean.length() <= longest) {
      return clean.toString();
    }
    int end = longest - 1;
    return clean.substring(0, Character.isHighSurrogate(clean.charAt(end - 1)) ? end - 1 : end)
        + "…";
  }
}
