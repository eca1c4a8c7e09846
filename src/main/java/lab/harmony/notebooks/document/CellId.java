package lab.harmony.notebooks.document;

import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// The identity of a cell within its notebook, as nbformat 4.5 allows it.
public record CellId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9-_]{1,64}");

  public CellId {
    if (!allowed(value)) {
      throw new IllegalArgumentException(
          "need 1 to 64 letters, digits, - or _ as a cell id, got '%s'".formatted(value));
    }
  }

  static boolean allowed(String value) {
    return FORM.matcher(value).matches();
  }

  public static CellId random(RandomGenerator random) {
    return new CellId("%08x".formatted(random.nextInt()));
  }

  @Override
  public String toString() {
    return value;
  }
}
