package lab.harmony.notebooks;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// The changes of one notebook that can be taken back, each by the person who made it.
final class UndoStack {
  private static final int LONGEST = 200;

  private final Deque<Entry> entries = new ArrayDeque<>();

  private record Entry(String by, Undo undo) {}

  synchronized void push(String by, Undo undo) {
    entries.addFirst(new Entry(by, undo));
    if (entries.size() > LONGEST) {
      entries.removeLast();
    }
  }

  /// The newest change of this person.
  synchronized Optional<Undo> pop(String by) {
    var found = entries.stream().filter(entry -> entry.by().equals(by)).findFirst();
    found.ifPresent(entries::remove);
    return found.map(Entry::undo);
  }
}
