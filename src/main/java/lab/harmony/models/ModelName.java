package lab.harmony.models;

import java.text.Normalizer;
import java.util.regex.Pattern;

/// The name a model is asked for by: that of its file or folder, whatever alphabet it is in, with
/// blanks, brackets and accents.
///
/// @param value in Unicode's composed form, in which people type it, however the disk has it
public record ModelName(String value) {

  private static final int LONGEST = 100;

  /// No part of a path, of a tag in a prompt, of an address, and nothing that cannot be seen.
  private static final Pattern NAME =
      Pattern.compile("(?![. ])[^/\\\\:;<>\"%\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,100}(?<! )");

  public ModelName {
    value = composed(value);
    if (!NAME.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a model's name has up to %d characters, begins with no dot or blank, ends with no blank and has none of / \\ : ; < > \" %% in it, got \"%s\""
              .formatted(LONGEST, value));
    }
  }

  /// Whether a model may have this name.
  public static boolean isValid(String name) {
    return NAME.matcher(composed(name)).matches();
  }

  /// How a name is written wherever it is compared.
  public static String composed(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC);
  }

  @Override
  public String toString() {
    return value;
  }
}
