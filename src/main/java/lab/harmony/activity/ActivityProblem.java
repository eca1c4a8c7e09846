package lab.harmony.activity;

import java.util.Optional;
import lab.harmony.people.Actor;

/// Something about what happened that somebody has to know and can do something about; offered as a
/// bean.
public interface ActivityProblem {

  /// @param title what is wrong
  /// @param text why, and what to do
  record Words(String title, String text) {}

  /// What this person is told; empty where nothing is wrong, or not for them.
  Optional<Words> of(Actor who);

  /// Tries once more.
  void again(Actor who);

  /// They know of it.
  void forget(Actor who);
}
