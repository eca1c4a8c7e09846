package lab.harmony.diffusion.prompt;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// What counts as white space and as a number in a prompt.
final class Characters {

  private static final Pattern NUMBER = Pattern.compile("[-+]?(?:\\d+\\.?\\d*|\\.\\d+)");

  private Characters() {}

  static boolean isSpace(char letter) {
    return Character.isWhitespace(letter) || Character.isSpaceChar(letter) || letter == '\u0085';
  }

  static int skipSpaces(String text, int from) {
    var index = from;
    while (index < text.length() && isSpace(text.charAt(index))) {
      index++;
    }
    return index;
  }

  /// The end of the text before `to` without the white space there.
  static int dropSpaces(String text, int from, int to) {
    var index = to;
    while (index > from && isSpace(text.charAt(index - 1))) {
      index--;
    }
    return index;
  }

  /// The number that the text is, in digits of any script; empty if it is none.
  static OptionalDouble number(String text) {
    var plain = new StringBuilder(text.length());
    for (var letter : text.toCharArray()) {
      plain.append(Character.isDigit(letter) ? (char) ('0' + Character.digit(letter, 10)) : letter);
    }
    return NUMBER.matcher(plain).matches()
        ? OptionalDouble.of(Double.parseDouble(plain.toString()))
        : OptionalDouble.empty();
  }
}
