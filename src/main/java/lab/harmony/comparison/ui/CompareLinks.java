package lab.harmony.comparison.ui;

import java.util.List;
import java.util.Optional;
import lab.harmony.comparison.arms.ArmAddress;

/// The ways into the screen of comparisons.
public final class CompareLinks {

  private CompareLinks() {}

  /// The address, without a leading slash, of these arms compared with one of them.
  ///
  /// @param by whose scores count; the usual ones where empty
  public static String compare(List<ArmAddress> arms, ArmAddress baseline, Optional<String> by) {
    return new CompareAddress(arms, Optional.of(baseline), by, 0).path();
  }
}
