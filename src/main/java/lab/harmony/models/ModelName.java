package lab.harmony.models;

/// The name a model is asked for by: that of its folder.
public record ModelName(String value) {

  public ModelName {
    if (!value.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw new IllegalArgumentException(
          "a model's name has letters, digits, dots, dashes and underscores, got \"%s\""
              .formatted(value));
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
