package lab.harmony.reports.shelf;

import java.util.regex.Pattern;

/// What a person typed, as it is kept: blanks of every kind are one blank, and what nobody sees is
/// no part of it.
public final class VisibleWords {

  private static final Pattern BLANKS = Pattern.compile("[\\p{Z}\\s\\p{Cc}]+");

  /// Letters without a shape and marks of direction; joiners mean something between letters alone.
  private static final Pattern UNSEEN =
      Pattern.compile(
          "[\\p{Cf}\\p{Co}\\p{Cs}\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u3164\\uFFA0\\u2800&&[^\\u200C\\u200D]]|^[\\u200C\\u200D"
              + " ]+|[\\u200C\\u200D ]+$");

  private VisibleWords() {}

  /// Empty where nothing can be seen.
  static String of(String text) {
    return UNSEEN.matcher(BLANKS.matcher(text).replaceAll(" ")).replaceAll("").strip();
  }

  /// Empty where there is no letter and no digit to be read.
  public static String sentence(String text) {
    var words = of(text);
    return words.codePoints().anyMatch(Character::isLetterOrDigit) ? words : "";
  }
}
