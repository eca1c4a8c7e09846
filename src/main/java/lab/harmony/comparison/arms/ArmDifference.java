package lab.harmony.comparison.arms;

/// Something in which pictures that are held against each other differ besides what their arms are
/// called: other steps, another file of the same model, other words; or of which nobody knows
/// whether they do.
///
/// @param first an arm, from 0
/// @param second an arm behind it
/// @param what as the recipe names it: `steps`
/// @param one what it is in the first; several values with an `or`
/// @param other what it is in the second
/// @param pairs in how many pairs they differ in it
/// @param of how many there are
public record ArmDifference(
    int first, int second, String what, String one, String other, int pairs, int of) {

  /// `steps (10 against 20)`, `steps (10 against 20, in 3 of 48)`.
  public String words() {
    var values =
        one.equals(DrawnAs.NOT_KNOWN) && other.equals(DrawnAs.NOT_KNOWN)
            ? "not known in either"
            : "%s against %s".formatted(one, other);
    return pairs == of
        ? "%s (%s)".formatted(what, values)
        : "%s (%s, in %d of %d)".formatted(what, values, pairs, of);
  }
}
