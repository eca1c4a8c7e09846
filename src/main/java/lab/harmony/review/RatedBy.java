package lab.harmony.review;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Whose numbers a screen shows. Those of people and of the machine judge are never mixed: each
/// stands with its own n.
public enum RatedBy {
  BOTH("People and machine"),
  PEOPLE("People"),
  MACHINE("Machine");

  private final String label;

  RatedBy(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  /// The word for addresses.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<RatedBy> ofWord(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }

  public boolean people() {
    return this != MACHINE;
  }

  public boolean machine() {
    return this != PEOPLE;
  }
}
