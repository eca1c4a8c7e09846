package lab.harmony.models;

/// The name a model is asked for by: that of its folder.
public record ModelName(String value) {

  public ModelName {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "a model's name has letters, digits, dots, dashes and underscores, got \"%s\""
              .formatted(value));
    }
  }

  /// Whether a model may have this name.
  public static boolean isValid(String name) {
    return name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  }

  @Override
  public String toString() {
    return value;
  }
}
