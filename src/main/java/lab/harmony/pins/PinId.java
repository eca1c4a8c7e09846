package lab.harmony.pins;

import java.util.Optional;

/// The number of a pin, which no other one ever gets.
public record PinId(long value) implements Comparable<PinId> {

  public PinId {
    if (value < 1) {
      throw new IllegalArgumentException("a pin's number starts at 1, got " + value);
    }
  }

  /// The pin of this number; empty if none can have it.
  public static Optional<PinId> parse(String text) {
    return text.matches("[1-9][0-9]{0,17}")
        ? Optional.of(new PinId(Long.parseLong(text)))
        : Optional.empty();
  }

  @Override
  public int compareTo(PinId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
