package lab.harmony.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;

/// Writes as escapes, beside what JSON wants so, the line ends that JSON does not take for some,
/// and some letters.
final class EscapedLetters extends CharacterEscapes {

  private static final long serialVersionUID = 1;

  private static final SerializedString LINE = new SerializedString("\\u2028");
  private static final SerializedString PARAGRAPH = new SerializedString("\\u2029");

  private final int[] ascii = standardAsciiEscapesForJSON();

  /// @param letters of ASCII
  EscapedLetters(String letters) {
    letters.chars().forEach(letter -> ascii[letter] = ESCAPE_STANDARD);
  }

  @Override
  public int[] getEscapeCodesForAscii() {
    return ascii.clone();
  }

  @Override
  public @Nullable SerializableString getEscapeSequence(int letter) {
    return switch (letter) {
      case 0x2028 -> LINE;
      case 0x2029 -> PARAGRAPH;
      default -> null;
    };
  }
}
