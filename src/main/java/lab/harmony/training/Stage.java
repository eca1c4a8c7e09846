package lab.harmony.training;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// What a sitting of a training is doing, told in its folder for whoever looks on, and whether it
/// is asked to stop.
///
/// The thread that trains tells and checks; another one may ask [#leave].
final class Stage {

  private static final long BETWEEN = 200_000_000; // nanoseconds

  private final Path folder;
  private final Clock clock;
  private final Consumer<String> heard;
  private BooleanSupplier stop = () -> false;
  private TrainingLife.State state = TrainingLife.State.PREPARING;
  private Instant since = Instant.EPOCH;
  private long total;
  private Optional<String> by = Optional.empty();
  private long told;
  private boolean begun;
  private boolean asked;

  /// @param heard hears what is begun, also where nothing is told in the folder
  Stage(Path folder, Clock clock, Consumer<String> heard) {
    this.folder = folder;
    this.clock = clock;
    this.heard = heard;
  }

  /// @param stop whether the sitting is to end, besides the wish in the folder
  synchronized void begin(BooleanSupplier stop) {
    this.stop = stop;
    begun = true;
    since = clock.instant();
    var before = TrainingLife.read(folder);
    total = before.total();
    by = before.by();
  }

  /// From here on there is something to lose.
  synchronized void running(long steps) {
    total = steps;
    enter(TrainingLife.State.RUNNING);
    tell("", "");
  }

  /// Begins something that takes a while.
  ///
  /// @throws StopAsked instead, if it is asked to stop
  synchronized void doing(String what) {
    check();
    tell(what, "");
  }

  /// The same with how far it is; told a few times a second at most.
  ///
  /// @throws StopAsked if it is asked to stop
  synchronized void doing(String what, int number, int all) {
    check();
    if (number == all || System.nanoTime() - told > BETWEEN) {
      tell(what + " %d of %d".formatted(number, all), "");
    }
  }

  /// Back to steps.
  synchronized void nothingElse() {
    tell("", "");
  }

  /// @throws StopAsked if it is asked to stop
  synchronized void check() {
    if (isAsked()) {
      throw new StopAsked();
    }
  }

  synchronized boolean isAsked() {
    asked |= begun && (stop.getAsBoolean() || Wish.STOP.take(folder));
    return asked;
  }

  synchronized void ended(TrainingLife.State how, String reason) {
    enter(how);
    tell("", reason);
    begun = false;
  }

  /// Ends the sitting from another thread where nothing would be lost: while it prepares, whatever
  /// it is waiting for.
  ///
  /// @return whether the process may end now
  synchronized boolean leave() {
    if (begun && state == TrainingLife.State.PREPARING) {
      ended(TrainingLife.State.STOPPED, "");
      asked = true;
    }
    return !begun;
  }

  private void enter(TrainingLife.State other) {
    state = other;
    since = clock.instant();
  }

  private void tell(String doing, String reason) {
    told = System.nanoTime();
    if (!doing.isEmpty()) {
      heard.accept(doing);
    }
    if (!begun) {
      return;
    }
    TrainingLife.of(state, ProcessHandle.current(), since, total, reason, Optional.of(doing), by)
        .write(folder);
  }
}
