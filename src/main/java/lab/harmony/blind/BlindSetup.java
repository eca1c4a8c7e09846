package lab.harmony.blind;

import java.util.List;
import lab.harmony.people.PersonId;

/// What somebody asks for who makes a session.
///
/// @param title raters read it
/// @param arms one or more; pairs need two
/// @param ratings raters for each unit
/// @param repeatPercent the least share that a rater is shown twice
public record BlindSetup(
    String title,
    BlindForm form,
    List<BlindArm> arms,
    List<PersonId> raters,
    int ratings,
    int repeatPercent) {

  /// The most letters of a title.
  public static final int LONGEST_TITLE = 120;

  /// How far apart the two showings of a repeat are at least.
  public static final int DISTANCE = 15;

  /// The least share of repeats.
  public static final int LEAST_REPEATS = 10;

  public BlindSetup {
    title = title.strip();
    arms = List.copyOf(arms);
    raters = raters.stream().distinct().toList();
  }
}
