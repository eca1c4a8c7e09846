package lab.harmony.notebooks.document;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The name of an experiment in addresses, folders and commands: lower-case letters, digits and
/// single hyphens, at most 60.
public record ExperimentSlug(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final int LONGEST = 60;

  public ExperimentSlug {
    if (!valid(value)) {
      throw new IllegalArgumentException(
          "need lower-case letters, digits and single hyphens, at most %d, got '%s'"
              .formatted(LONGEST, value));
    }
  }

  private static boolean valid(String value) {
    return value.length() <= LONGEST && FORM.matcher(value).matches();
  }

  /// The slug that is written exactly so.
  public static Optional<ExperimentSlug> find(String value) {
    return valid(value) ? Optional.of(new ExperimentSlug(value)) : Optional.empty();
  }

  /// The slug for a title: "LoRA v3: léger" becomes `lora-v3-leger`; empty when no letter or digit
  /// is left.
  public static Optional<ExperimentSlug> fromTitle(String title) {
    var plain =
        Normalizer.normalize(title, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-");
    var cut = plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
    return find(cut.replaceAll("^-|-$", ""));
  }

  @Override
  public String toString() {
    return value;
  }
}
