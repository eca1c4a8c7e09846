package lab.harmony.yaml;

/// What somebody wrote, short enough to stand in a sentence.
final class Quote {
  private static final int LONGEST = 60;

  private Quote() {}

  static String of(String text) {
    var line = text.replaceAll("\\s+", " ");
    if (line.length() <= LONGEST) {
      return line;
    }
    return line.substring(
            0, Character.isHighSurrogate(line.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST)
        + "…";
  }
}
