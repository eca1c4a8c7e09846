package lab.harmony.blind.session;

import java.util.Arrays;

/// What raters are asked.
public enum BlindForm {
  /// One picture, three questions.
  CHECKLIST("checklist", "Checklist: three questions about each face", "faces", 1, 6),
  /// One picture, harmony points from 0 to 3.
  POINTS("points", "Points: 0 to 3 for each face", "faces", 1, 4),
  /// Two pictures of different arms, side by side, for the same prompt and seed.
  PAIRS("pairs", "Pairs: which of two faces is better", "pairs", 2, 4),
  /// Four pictures of four arms for the same prompt and seed, from the best down.
  ORDER("order", "Order of four: four faces from the best down", "fours", 4, 10);

  private final String code;
  private final String words;
  private final String units;
  private final int pictures;
  private final int seconds;

  BlindForm(String code, String words, String units, int pictures, int seconds) {
    this.code = code;
    this.words = words;
    this.units = units;
    this.pictures = pictures;
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

  /// Whether raters say which of several pictures is better, instead of judging each alone.
  public boolean compares() {
    return pictures > 1;
  }

  /// How many pictures one answer is about, each of another arm.
  public int pictures() {
    return pictures;
  }

  /// How long one answer takes people, with looking.
  public int seconds() {
    return seconds;
  }

  public static BlindForm of(String code) {
    return Arrays.stream(values())
        .filter(form -> form.code.equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no form of a session: " + code));
  }
}
