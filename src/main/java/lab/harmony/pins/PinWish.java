package lab.harmony.pins;

import java.util.Optional;

/// What somebody asks of a pinned face.
///
/// @param experiment whose runs are held against it; those of the whole lab, and its trainings,
///   where empty
/// @param settings how it has to be drawn, as [lab.harmony.recipe.Recipe#settings] says it; any way
///   where empty
/// @param reason why it must not break, possibly nothing
public record PinWish(
    Optional<String> experiment,
    PinJudge judge,
    LeastPoints least,
    Optional<String> settings,
    String reason) {

  /// The most characters a reason holds.
  public static final int LONGEST_REASON = 1000;

  public PinWish {
    reason = reason.strip();
    if (reason.length() > LONGEST_REASON) {
      throw new IllegalArgumentException(
          "a reason has at most %d characters, got %d".formatted(LONGEST_REASON, reason.length()));
    }
  }

  public PinWish withLeast(LeastPoints other) {
    return new PinWish(experiment, judge, other, settings, reason);
  }

  public PinWish withReason(String other) {
    return new PinWish(experiment, judge, least, settings, other);
  }
}
