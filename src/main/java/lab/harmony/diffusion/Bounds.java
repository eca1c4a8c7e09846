package lab.harmony.diffusion;

import java.util.Optional;

/// What a number may be.
///
/// @param step it is a multiple of this; 0 where any fraction will do
public record Bounds(double least, double most, double step) {

  public boolean allow(double value) {
    return value >= least && value <= most && (step == 0 || value % step == 0);
  }

  /// What was needed and what came, if that is no such number: `the width must be a multiple of 8
  /// from 32 to 4096, got 100`.
  ///
  /// @param what is spoken of: `the width`
  public Optional<String> problem(String what, double value) {
    return allow(value)
        ? Optional.empty()
        : Optional.of(
            "%s must be %sfrom %s to %s, got %s"
                .formatted(
                    what,
                    step > 1 ? "a multiple of %s ".formatted(number(step)) : "",
                    number(least),
                    number(most),
                    number(value)));
  }

  /// @throws IllegalArgumentException with that sentence
  public void require(String what, double value) {
    problem(what, value)
        .ifPresent(sentence -> {
          throw new IllegalArgumentException(sentence);
        });
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
