package lab.harmony.accounts.passwords;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which passwords may be chosen: long ones that are not guessed early. There are no rules about
/// kinds of characters (NIST SP 800-63B-4, section 3.1.1.2).
public final class PasswordRules {

  /// The fewest characters of a password.
  public static final int SHORTEST = 12;

  /// The most, so that nobody keeps the lab busy with one.
  public static final int LONGEST = 1000;

  /// Guesses that somebody makes who knows what people choose; below that it is found in a day of
  /// patient trying, as lists, keyboard rows, dates, names and repetitions are.
  private static final double FEWEST_GUESSES = 1e8;

  /// The estimate takes long for long texts; what is long enough is not guessed by its beginning.
  private static final int LOOKED_AT = 100;

  private static final Pattern GAPS = Pattern.compile("[^\\p{L}\\p{N}]+");

  /// Words of other scripts say as much with fewer letters.
  private static final Pattern LATIN = Pattern.compile("[\\p{IsLatin}\\p{N}]");

  private static final List<String> OF_THE_LAB = List.of("harmony", "lab", "harmonylab");

  /// Reads its lists of words once.
  private static final Zxcvbn GUESSES = new Zxcvbn();

  /// Why somebody of this name may not choose a password, in words for them; empty if they may.
  public Optional<String> objection(String password, String name) {
    var composed = composed(password);
    int length = composed.codePointCount(0, composed.length());
    if (length < SHORTEST) {
      return Optional.of(
          "A password has %d characters or more; this one has %d. A few words that do not belong together are long and easy to remember."
              .formatted(SHORTEST, length));
    }
    if (length > LONGEST) {
      return Optional.of(
          "A password has at most %d characters; this one has %d.".formatted(LONGEST, length));
    }
    var folded = folded(composed);
    if (words(name).anyMatch(folded::contains)) {
      return Optional.of("Your name is in this password, and it is tried first. Leave it out.");
    }
    return isGuessed(composed, name)
        ? Optional.of(
            "This password is one of those that are tried first: common ones, rows of keys, dates,"
                + " repetitions. A few words that do not belong together are better.")
        : Optional.empty();
  }

  private boolean isGuessed(String password, String name) {
    var known = Stream.concat(OF_THE_LAB.stream(), words(name)).toList();
    var beginning = password.substring(0, Math.min(LOOKED_AT, password.length()));
    return Stream.of(beginning, GAPS.matcher(beginning).replaceAll(""))
        .filter(text -> !text.isEmpty())
        .anyMatch(text -> GUESSES.measure(text, known).getGuesses() < FEWEST_GUESSES);
  }

  private static Stream<String> words(String name) {
    var folded = folded(name);
    return Stream.concat(
            Arrays.stream(GAPS.split(folded)), Stream.of(GAPS.matcher(folded).replaceAll("")))
        .filter(word -> word.length() >= (LATIN.matcher(word).find() ? 3 : 2));
  }

  /// One text for one password, however a keyboard composes it.
  static String composed(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFKC);
  }

  private static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT);
  }
}
