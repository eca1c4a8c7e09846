package lab.harmony.blind.session;

import java.util.List;
import lab.harmony.people.PersonId;

/// One time that a rater is shown a unit.
///
/// @param position in the rater's order, from 0
/// @param again whether the rater was shown it before
/// @param shown from left to right
public record Showing(PersonId rater, int position, int unit, boolean again, List<Shown> shown) {

  /// A picture where it lies.
  ///
  /// @param picture its place in the unit, from 0
  /// @param name random, for this showing alone
  public record Shown(int picture, String name) {}

  public Showing {
    shown = List.copyOf(shown);
  }

  /// With one more at the right.
  public Showing with(Shown more) {
    var all = new java.util.ArrayList<>(shown);
    all.add(more);
    return new Showing(rater, position, unit, again, all);
  }

  /// The places in the unit of what lies from left to right.
  public List<Integer> pictures() {
    return shown.stream().map(Shown::picture).toList();
  }

  /// Whether the second of a pair is on the left.
  public boolean swapped() {
    return shown.getFirst().picture() == 1;
  }
}
