package lab.harmony.notebooks.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BiFunction;

/// What one person changed in one notebook, as long as the lab runs: what can be taken back, and
/// what was taken back and can be done again.
final class ChangeHistory {
  private static final int LONGEST = 200;
  private static final int HEAVIEST = 32_000_000;

  /// Text is one step until its writer pauses this long, or leaves the editor.
  static final Duration PAUSE = Duration.ofSeconds(2);

  private final Deque<Entry> done = new ArrayDeque<>();
  private final Deque<Entry> undone = new ArrayDeque<>();
  private boolean writing;
  private Instant written = Instant.EPOCH;

  /// @param what the change in a few words, whichever way it is gone
  private record Entry(Undo step, String what) {}

  /// One change after another; nothing that was taken back before it can be done again.
  synchronized void add(Undo step, Instant now) {
    undone.clear();
    var before = done.peekFirst();
    if (writing
        && step instanceof Undo.Rewrite next
        && before != null
        && before.step() instanceof Undo.Rewrite last
        && last.cell().equals(next.cell())
        && last.after().equals(next.before())
        && now.isBefore(written.plus(PAUSE))) {
      done.removeFirst();
      if (!last.before().equals(next.after())) {
        var whole = new Undo.Rewrite(next.cell(), last.before(), next.after());
        done.addFirst(new Entry(whole, before.what()));
      }
    } else {
      done.addFirst(new Entry(step, step.what()));
    }
    writing = step instanceof Undo.Rewrite;
    written = now;
    trim();
  }

  /// The text that is written next is a step of its own.
  synchronized void pause() {
    writing = false;
  }

  /// What would be taken back, in a few words.
  synchronized Optional<String> undoable() {
    return Optional.ofNullable(done.peekFirst()).map(Entry::what);
  }

  /// What would be done again, in a few words.
  synchronized Optional<String> redoable() {
    return Optional.ofNullable(undone.peekFirst()).map(Entry::what);
  }

  /// Takes the newest change back; `change` writes it and gives what became of it, with the way
  /// back where it is written.
  synchronized Optional<Edit> undo(BiFunction<Undo, Way, Edit> change) {
    return turn(done, undone, change);
  }

  /// Does again what was taken back last.
  synchronized Optional<Edit> redo(BiFunction<Undo, Way, Edit> change) {
    return turn(undone, done, change);
  }

  /// What became of a step.
  interface Way {
    /// It is written; this leads back again.
    void gone(Undo back);

    /// It can never be gone.
    void blocked();
  }

  private Optional<Edit> turn(
      Deque<Entry> from, Deque<Entry> to, BiFunction<Undo, Way, Edit> change) {
    writing = false;
    var entry = from.peekFirst();
    if (entry == null) {
      return Optional.empty();
    }
    return Optional.of(
        change.apply(
            entry.step(),
            new Way() {
              @Override
              public void gone(Undo back) {
                from.removeFirst();
                to.addFirst(new Entry(back, entry.what()));
              }

              @Override
              public void blocked() {
                from.removeFirst();
              }
            }));
  }

  private void trim() {
    long weight = done.stream().mapToLong(entry -> entry.step().weight()).sum();
    while (done.size() > LONGEST || (weight > HEAVIEST && done.size() > 1)) {
      weight -= done.removeLast().step().weight();
    }
  }
}
