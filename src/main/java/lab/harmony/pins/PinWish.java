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

  private static final int LONGEST_EXPERIMENT = 200;
  private static final int LONGEST_SETTINGS = 2000;

  public PinWish {
    reason = reason.strip();
    shorter(experiment.orElse(""), LONGEST_EXPERIMENT, "the name of an experiment");
    shorter(settings.orElse(""), LONGEST_SETTINGS, "a way of drawing");
    shorter(reason, LONGEST_REASON, "a reason");
  }

  private static void shorter(String words, int most, String what) {
    if (words.length() > most) {
      throw new IllegalArgumentException(
          "%s has at most %d characters, got %d".formatted(what, most, words.length()));
    }
  }

  /// Whether it is broken and held by the same as another one.
  boolean asksTheSameAs(PinWish other) {
    return withReason("").equals(other.withReason(""));
  }

  /// The reason without its line breaks.
  public String reasonInALine() {
    return reason.replaceAll("\\s+", " ");
  }

  public PinWish withLeast(LeastPoints other) {
    return new PinWish(experiment, judge, other, settings, reason);
  }

  public PinWish withReason(String other) {
    return new PinWish(experiment, judge, least, settings, other);
  }
}
