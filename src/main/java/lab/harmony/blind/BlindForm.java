package lab.harmony.blind;

import java.util.Arrays;

/// What raters are asked.
public enum BlindForm {
  /// One picture, three questions.
  CHECKLIST("checklist", "Checklist: three questions about each face", "faces", 6),
  /// Two pictures of different arms, side by side, for the same prompt and seed.
  PAIRS("pairs", "Pairs: which of two faces is better", "pairs", 4);

  private final String code;
  private final String words;
  private final String units;
  private final int seconds;

  BlindForm(String code, String words, String units, int seconds) {
    this.code = code;
    this.words = words;
    this.units = units;
    this.seconds = seconds;
  }

  /// How it is stored and sealed.
  public String code() {
    return code;
  }

  public String words() {
    return words;
  }

  /// What one answer is about, in the plural.
  public String units() {
    return units;
  }

  /// How long one answer takes people, with looking.
  int seconds() {
    return seconds;
  }

  static BlindForm of(String code) {
    return Arrays.stream(values())
        .filter(form -> form.code.equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no form of a session: " + code));
  }
}
