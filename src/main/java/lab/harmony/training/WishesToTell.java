package lab.harmony.training;

import java.util.EnumSet;
import java.util.Set;
import lab.harmony.training.records.Wish;

/// Which wishes a process is still to be told: each once until it is done, and nothing but to stop
/// before it takes steps, for until then it has nobody who would do it.
final class WishesToTell {

  private final Set<Wish> told = EnumSet.noneOf(Wish.class);
  private boolean running;

  /// It takes steps from here on.
  void running() {
    running = true;
  }

  /// Asked once more, it is to be told once more.
  void done(Wish wish) {
    told.remove(wish);
  }

  /// Takes those that are to be told now.
  ///
  /// @param asked what is asked and not done
  Set<Wish> take(Set<Wish> asked) {
    var now = EnumSet.noneOf(Wish.class);
    for (var wish : asked) {
      if ((running || wish == Wish.STOP) && told.add(wish)) {
        now.add(wish);
      }
    }
    return now;
  }
}
