package lab.harmony.blind.session;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.review.marks.Checklist;

/// What a rater says of what they are shown.
///
/// @param cannotTell nothing else is said then
/// @param intendedConflict a face is meant to mix emotions: never counted as a failure
/// @param checklist for a picture
/// @param choice for a pair
/// @param points of a picture
/// @param order of four: their places from left to right, from 0, the best first
public record BlindAnswer(
    boolean cannotTell,
    boolean intendedConflict,
    Optional<Checklist> checklist,
    Optional<Choice> choice,
    Optional<Integer> points,
    Optional<List<Integer>> order) {

  private static final int MOST_POINTS = 3;

  public BlindAnswer {
    order = order.map(List::copyOf);
    points
        .filter(value -> value < 0 || value > MOST_POINTS)
        .ifPresent(value -> {
          throw new IllegalArgumentException("points go from 0 to 3, got " + value);
        });
    order
        .filter(places -> !places.stream().sorted().toList().equals(List.of(0, 1, 2, 3)))
        .ifPresent(places -> {
          throw new IllegalArgumentException("four places, each once, got " + places);
        });
  }

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

    /// The same of the two the other way round.
    public Choice swapped() {
      return switch (this) {
        case LEFT -> RIGHT;
        case RIGHT -> LEFT;
        case EQUAL, BOTH_BAD -> this;
      };
    }

    /// The choice with this code.
    public static Optional<Choice> of(String code) {
      return java.util.Arrays.stream(values()).filter(one -> one.code.equals(code)).findFirst();
    }
  }

  public static BlindAnswer ofFace(Checklist checklist, boolean intendedConflict) {
    return new BlindAnswer(
        false,
        intendedConflict,
        Optional.of(checklist),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public static BlindAnswer ofPair(Choice choice, boolean intendedConflict) {
    return new BlindAnswer(
        false,
        intendedConflict,
        Optional.empty(),
        Optional.of(choice),
        Optional.empty(),
        Optional.empty());
  }

  public static BlindAnswer ofPoints(int points, boolean intendedConflict) {
    return new BlindAnswer(
        false,
        intendedConflict,
        Optional.empty(),
        Optional.empty(),
        Optional.of(points),
        Optional.empty());
  }

  public static BlindAnswer ofOrder(List<Integer> order, boolean intendedConflict) {
    return new BlindAnswer(
        false,
        intendedConflict,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(order));
  }

  /// Whoever cannot tell.
  public static BlindAnswer ofNothing() {
    return ofNothing(false);
  }

  /// The same of what may be meant to mix emotions.
  public static BlindAnswer ofNothing(boolean intendedConflict) {
    return new BlindAnswer(
        true,
        intendedConflict,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /// Whether it answers what a form asks.
  public boolean answers(BlindForm form) {
    int said =
        (int) Stream.of(checklist, choice, points, order).filter(Optional::isPresent).count();
    return cannotTell
        ? said == 0
        : said == 1
            && switch (form) {
              case CHECKLIST -> checklist.isPresent();
              case POINTS -> points.isPresent();
              case PAIRS -> choice.isPresent();
              case ORDER -> order.isPresent();
            };
  }

  /// Whether it counts among those that succeed or fail.
  public boolean counts() {
    return !cannotTell && !intendedConflict;
  }
}
