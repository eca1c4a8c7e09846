package lab.harmony.training.trainer;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import lab.harmony.training.records.Wish;

/// What a sitting of a training is doing, told to whoever listens, and what it is asked to do.
///
/// The thread that trains tells and checks; another one may [#ask] and [#leave].
final class Stage {

  private static final long BETWEEN = 200_000_000; // nanoseconds

  private final Trainer.Listener heard;
  private final Set<Wish> wishes = EnumSet.noneOf(Wish.class);
  private BooleanSupplier stop = () -> false;
  private boolean preparing = true;
  private boolean begun;
  private boolean asked;
  private long told;

  Stage(Trainer.Listener heard) {
    this.heard = heard;
  }

  /// @param stop whether the sitting is to end, besides what it is asked
  synchronized void begin(BooleanSupplier stop) {
    this.stop = stop;
    begun = true;
  }

  /// From here on there is something to lose.
  ///
  /// @param steps that are done, of `total`
  synchronized void running(long steps, long total) {
    preparing = false;
    heard.running(steps, total);
  }

  /// Begins something that takes a while.
  ///
  /// @throws StopAsked instead, if it is asked to stop
  synchronized void doing(String what) {
    check();
    tell(what);
  }

  /// The same with how far it is; told a few times a second at most.
  ///
  /// @throws StopAsked if it is asked to stop
  synchronized void doing(String what, int number, int all) {
    check();
    if (number == all || System.nanoTime() - told > BETWEEN) {
      tell(what + " %d of %d".formatted(number, all));
    }
  }

  /// Back to steps.
  synchronized void nothingElse() {
    tell("");
  }

  /// @throws StopAsked if it is asked to stop
  synchronized void check() {
    if (isAsked()) {
      throw new StopAsked();
    }
  }

  synchronized boolean isAsked() {
    asked |= wishes.contains(Wish.STOP) || begun && stop.getAsBoolean();
    return asked;
  }

  synchronized void ask(Wish wish) {
    wishes.add(wish);
  }

  /// Whether this was asked since it was looked at last.
  synchronized boolean take(Wish wish) {
    return wishes.remove(wish);
  }

  /// It was done what was asked.
  void done(Wish wish) {
    heard.done(wish);
  }

  synchronized void ended() {
    begun = false;
    preparing = false;
  }

  /// Ends the sitting from another thread where nothing would be lost: while it prepares, whatever
  /// it is waiting for.
  ///
  /// @return whether the process may end now; else it ends by itself when it is done
  synchronized boolean leave() {
    asked |= preparing;
    return preparing;
  }

  private void tell(String doing) {
    told = System.nanoTime();
    heard.doing(doing);
  }
}
