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
/// @param drawn when that was drawn; empty of findings that labs of before kept
/// @param sequence which one of this pin and subject it is, from 1
public record PinFinding(
    PinId pin,
    String kind,
    String subject,
    String state,
    OptionalInt points,
    int least,
    String words,
    Optional<String> picture,
    Optional<Instant> drawn,
    Cause cause,
    int sequence,
    Instant at) {

  /// Why it is another than what was found before.
  public enum Cause {
    /// Something new was drawn.
    DRAWN,
    /// Somebody judged it, or judged it otherwise.
    JUDGED,
    /// The pin asks for something else than before, or is pinned again.
    CHANGED,
    /// What was drawn before was put away, or came back.
    KEPT
  }

  /// Whether nothing is another than it was. A face that was drawn anew is another one, whatever it
  /// is called.
  boolean saysTheSameAs(PinFinding other) {
    return state.equals(other.state)
        && points.equals(other.points)
        && isOfTheFaceOf(other)
        && words.equals(other.words)
        && least == other.least;
  }

  boolean isOfTheFaceOf(PinFinding other) {
    return picture.equals(other.picture)
        && (drawn.isEmpty() || other.drawn.isEmpty() || drawn.equals(other.drawn));
  }

  PinFinding because(Cause why) {
    return new PinFinding(
        pin, kind, subject, state, points, least, words, picture, drawn, why, sequence, at);
  }

  public boolean isBroken() {
    return state.equals("broke");
  }
}
