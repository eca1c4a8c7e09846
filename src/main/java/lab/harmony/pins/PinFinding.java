package lab.harmony.pins;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/// What was found when something was held against a pin. Findings are only added; the newest of a
/// pin and a subject counts.
///
/// @param kind `run` or `epoch`
/// @param subject the run, or the training and the folder of its pictures
/// @param state `held`, `broke`, `not-judged`, `not-drawn`
/// @param least the points that the pin had to keep then
/// @param picture that decided, as its run or training names it
public record PinFinding(
    PinId pin,
    String kind,
    String subject,
    String state,
    OptionalInt points,
    int least,
    String words,
    Optional<String> picture,
    Cause cause,
    Instant at) {

  /// Why it was looked at.
  public enum Cause {
    /// Something new was drawn, or what was drawn is another than before.
    DRAWN,
    /// Somebody judged it, or judged it otherwise.
    JUDGED,
    /// The pin asks for something else than before.
    CHANGED
  }

  /// Whether nothing is another than it was.
  boolean saysTheSameAs(PinFinding other) {
    return state.equals(other.state)
        && points.equals(other.points)
        && picture.equals(other.picture)
        && words.equals(other.words)
        && least == other.least;
  }

  public boolean isBroken() {
    return state.equals("broke");
  }
}
