package lab.harmony.blind.session;

import java.util.function.Function;

/// Two arms that are alike in all that is known of them.
///
/// @param first from 0
/// @param second an arm behind it
public record AlikeArms(int first, int second) {

  /// Whether both have the same of something.
  public <T> boolean holds(Function<Integer, T> ofArm) {
    return ofArm.apply(first).equals(ofArm.apply(second));
  }
}
