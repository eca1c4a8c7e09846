package lab.harmony.blind;

import java.util.Optional;
import lab.harmony.people.PersonId;

/// One time that a rater is shown a unit.
///
/// @param position in the rater's order, from 0
/// @param swapped whether the second of a pair is on the left
/// @param again whether the rater was shown it before
/// @param left the name of the picture on the left, or of the only one: random, for this showing
///   alone
public record Showing(
    PersonId rater,
    int position,
    int unit,
    boolean swapped,
    boolean again,
    String left,
    Optional<String> right) {}
