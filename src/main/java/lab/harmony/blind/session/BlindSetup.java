package lab.harmony.blind.session;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import lab.harmony.people.PersonId;

/// What somebody asks for who makes a session.
///
/// @param title raters read it
/// @param arms one or more; pairs need two, an order of four four
/// @param raters people of the lab
/// @param guests what raters without an account are called
/// @param ratings raters for each unit
/// @param repeatPercent the least share that a rater is shown twice
/// @param gold how many gold pictures, pairs or fours each rater is shown once
/// @param stop by what rule it is to be closed
public record BlindSetup(
    String title,
    BlindForm form,
    List<BlindArm> arms,
    List<PersonId> raters,
    List<String> guests,
    int ratings,
    int repeatPercent,
    int gold,
    StopWhen stop) {

  /// The most letters of a title.
  public static final int LONGEST_TITLE = 120;

  /// How far apart the two showings of a repeat are at least.
  public static final int DISTANCE = 15;

  /// The least share of repeats.
  public static final int LEAST_REPEATS = 10;

  /// The most gold pictures, pairs or fours.
  public static final int MOST_GOLD = 24;

  public BlindSetup {
    title = title.strip();
    arms = apart(arms);
    raters = raters.stream().distinct().toList();
    guests = guests.stream().map(String::strip).filter(name -> !name.isEmpty()).toList();
  }

  /// Without gold, closed when all is answered.
  public BlindSetup(
      String title,
      BlindForm form,
      List<BlindArm> arms,
      List<PersonId> raters,
      List<String> guests,
      int ratings,
      int repeatPercent) {
    this(title, form, arms, raters, guests, ratings, repeatPercent, 0, StopWhen.ALL);
  }

  /// Without guests and gold.
  public BlindSetup(
      String title,
      BlindForm form,
      List<BlindArm> arms,
      List<PersonId> raters,
      int ratings,
      int repeatPercent) {
    this(title, form, arms, raters, List.of(), ratings, repeatPercent);
  }

  /// Those that would be called the same are called by their addresses.
  private static List<BlindArm> apart(List<BlindArm> arms) {
    var labels = arms.stream().map(BlindArm::label).toList();
    return arms.stream()
        .map(arm ->
            Collections.frequency(labels, arm.label()) > 1
                ? new BlindArm(arm.address(), arm.address().toString())
                : arm)
        .toList();
  }

  /// How many rate, people and guests.
  public int seats() {
    return raters.size() + guests.size();
  }

  /// The same with guests who have ids.
  public BlindSetup seated(Collection<PersonId> ofGuests) {
    return new BlindSetup(
        title,
        form,
        arms,
        Stream.concat(raters.stream(), ofGuests.stream()).toList(),
        List.of(),
        ratings,
        repeatPercent,
        gold,
        stop);
  }

  /// The same with so many gold pictures, pairs or fours.
  public BlindSetup withGold(int count) {
    return new BlindSetup(title, form, arms, raters, guests, ratings, repeatPercent, count, stop);
  }

  /// The same to be closed by another rule.
  public BlindSetup withStop(StopWhen rule) {
    return new BlindSetup(title, form, arms, raters, guests, ratings, repeatPercent, gold, rule);
  }
}
