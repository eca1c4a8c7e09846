package lab.harmony.blind.results.telling;

import java.util.Set;
import lab.harmony.blind.results.rated.Rated;

/// Which answers the numbers of a row were counted from.
///
/// @param of what they are of, in words: `doodle-base`, `doodle-base and lora-v1`, `Ada`
/// @param all arms that all stand in what was shown, from 0
/// @param either arms of which one at least does; none where that does not matter
/// @param raters by whom, from 0
public record RowsBehind(String of, Set<Integer> all, Set<Integer> either, Set<Integer> raters) {

  public RowsBehind {
    all = Set.copyOf(all);
    either = Set.copyOf(either);
    raters = Set.copyOf(raters);
  }

  /// All answers of some raters.
  static RowsBehind of(String of, Set<Integer> raters) {
    return new RowsBehind(of, Set.of(), Set.of(), raters);
  }

  public boolean takes(Rated one) {
    return raters.contains(one.rater())
        && all.stream().allMatch(arm -> one.unit().place(arm) >= 0)
        && (either.isEmpty() || either.stream().anyMatch(arm -> one.unit().place(arm) >= 0));
  }
}
