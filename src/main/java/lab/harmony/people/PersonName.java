package lab.harmony.people;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Set;
import java.util.regex.Pattern;

/// What somebody can be called, and the one form in which it is kept and looked up: composed as
/// people type it, one blank between words, and without characters that nobody sees, so that two
/// names that look alike are one.
public final class PersonName {

  /// The most characters that a name has.
  static final int LONGEST = 200;

  private static final char NON_JOINER = '\u200c';
  private static final char JOINER = '\u200d';

  /// Format characters (marks of direction among them) and letters that are drawn as nothing.
  private static final Pattern UNSEEN =
      Pattern.compile(
          "[\\p{Cf}\\x{34f}\\x{115f}\\x{1160}\\x{17b4}\\x{17b5}\\x{2800}\\x{3164}\\x{ffa0}&&[^\\x{200c}\\x{200d}]]");

  private static final Pattern BLANKS = Pattern.compile("[\\p{Zs}\\t]+");
  private static final Pattern NO_LETTERS =
      Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Cn}\\p{Co}\\p{Zl}\\p{Zp}]");

  /// Scripts in which joining or not makes another word.
  private static final Set<UnicodeScript> JOINING =
      Set.of(
          UnicodeScript.ARABIC,
          UnicodeScript.SYRIAC,
          UnicodeScript.MONGOLIAN,
          UnicodeScript.DEVANAGARI,
          UnicodeScript.BENGALI,
          UnicodeScript.GURMUKHI,
          UnicodeScript.GUJARATI,
          UnicodeScript.ORIYA,
          UnicodeScript.TAMIL,
          UnicodeScript.TELUGU,
          UnicodeScript.KANNADA,
          UnicodeScript.MALAYALAM,
          UnicodeScript.SINHALA,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  private PersonName() {}

  /// A name as it is kept.
  ///
  /// @throws IllegalArgumentException if nobody can be called so
  static String of(String text) {
    var name = form(text);
    if (name.isEmpty() || name.length() > LONGEST) {
      throw new IllegalArgumentException(
          "a name has 1 to %d characters, got %d".formatted(LONGEST, name.length()));
    }
    if (NO_LETTERS.matcher(name).find()) {
      throw new IllegalArgumentException("a name is one line of letters, got a control character");
    }
    return name;
  }

  /// What somebody is called whose name was kept in any form; the database's migration asks it.
  public static String ofBefore(String kept) {
    var name = form(NO_LETTERS.matcher(kept).replaceAll(" "));
    return name.isEmpty() ? "unknown" : name.substring(0, Math.min(name.length(), LONGEST)).strip();
  }

  private static String form(String text) {
    var seen = UNSEEN.matcher(text).replaceAll("");
    return Normalizer.normalize(
        BLANKS.matcher(joined(seen)).replaceAll(" ").strip(), Normalizer.Form.NFC);
  }

  /// Without joiners that change nothing which is seen.
  private static String joined(String text) {
    if (text.indexOf(JOINER) < 0 && text.indexOf(NON_JOINER) < 0) {
      return text;
    }
    var kept = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      char letter = text.charAt(at);
      if ((letter != JOINER && letter != NON_JOINER) || (!kept.isEmpty() && joins(text, at))) {
        kept.append(letter);
      }
    }
    return kept.toString();
  }

  private static boolean joins(String text, int at) {
    return at > 0
        && at + 1 < text.length()
        && JOINING.contains(script(text.codePointBefore(at)))
        && JOINING.contains(script(text.codePointAt(at + 1)));
  }

  private static UnicodeScript script(int letter) {
    return UnicodeScript.of(letter);
  }
}
