package lab.harmony.blind;

import java.util.Optional;
import lab.harmony.review.Checklist;

/// What a rater says of what they are shown.
///
/// @param cannotTell nothing else is said then
/// @param intendedConflict a face is meant to mix emotions: never counted as a failure
/// @param checklist for a picture
/// @param choice for a pair
public record BlindAnswer(
    boolean cannotTell,
    boolean intendedConflict,
    Optional<Checklist> checklist,
    Optional<Choice> choice) {

  /// Which of two is better.
  public enum Choice {
    LEFT("left"),
    RIGHT("right"),
    EQUAL("equal"),
    BOTH_BAD("both-bad");

    private final String code;

    Choice(String code) {
      this.code = code;
    }

    /// How it is stored and told.
    public String code() {
      return code;
    }

    /// The choice with this code.
    public static Optional<Choice> of(String code) {
      return java.util.Arrays.stream(values()).filter(one -> one.code.equals(code)).findFirst();
    }
  }

  public static BlindAnswer ofFace(Checklist checklist, boolean intendedConflict) {
    return new BlindAnswer(false, intendedConflict, Optional.of(checklist), Optional.empty());
  }

  public static BlindAnswer ofPair(Choice choice, boolean intendedConflict) {
    return new BlindAnswer(false, intendedConflict, Optional.empty(), Optional.of(choice));
  }

  public static BlindAnswer ofNothing() {
    return new BlindAnswer(true, false, Optional.empty(), Optional.empty());
  }

  /// Whether it answers what a form asks.
  boolean answers(BlindForm form) {
    return cannotTell
        ? checklist.isEmpty() && choice.isEmpty()
        : switch (form) {
          case CHECKLIST -> checklist.isPresent() && choice.isEmpty();
          case PAIRS -> choice.isPresent() && checklist.isEmpty();
        };
  }

  /// Whether it counts among those that succeed or fail.
  public boolean counts() {
    return !cannotTell && !intendedConflict;
  }
}
