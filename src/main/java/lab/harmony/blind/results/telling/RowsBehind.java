package lab.harmony.blind.results.telling;

import java.util.List;
import java.util.Set;
import lab.harmony.blind.results.rated.Rated;

/// Which answers the numbers of a row were counted from, and which stand beside them.
///
/// @param of what they are of, in words: `doodle-base`, `doodle-base and lora-v1`, `Ada`
/// @param by whose answers the row is of, from 0
public record RowsBehind(String of, Set<Integer> by, Counting counting) {

  public RowsBehind {
    by = Set.copyOf(by);
  }

  /// An answer behind a row.
  ///
  /// @param counts whether the numbers of the row count it
  /// @param others whether it is of somebody of whom the row is not
  /// @param words why not, or for what; may be empty
  public record Behind(Rated answer, boolean counts, boolean others, String words) {}

  /// Those of a session, what counts first, and raters in turns.
  public List<Behind> in(List<Rated> rated) {
    return counting.of(rated, by);
  }
}
