package lab.harmony.notebooks.store;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import lab.harmony.notebooks.cells.Execution;
import lab.harmony.notebooks.differences.NotebookDifference;
import lab.harmony.notebooks.differences.NotebookMerge;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.FindingStatus;
import lab.harmony.notebooks.document.Notebook;

/// How to take one change of a cell back, made from the notebook before and after it. What others
/// did since stays; where that cannot be, nothing is taken back and the reason is said.
sealed interface Undo {
  String BUSY = "The cell is being executed. Stop it or wait for it, and try again.";

  CellId cell();

  /// What was changed, in a few words.
  String what();

  /// @param busy whether a cell is being executed
  Outcome applyTo(Notebook notebook, Predicate<CellId> busy);

  /// What the step keeps in memory, about, in characters.
  int weight();

  /// The way back again, once this step is gone.
  default Optional<Undo> back(Notebook before, Notebook after) {
    return of(before, after, cell());
  }

  /// What came of it.
  sealed interface Outcome {
    record Back(Notebook notebook) implements Outcome {}

    /// Others were there since: this step can never be taken.
    record Overtaken(String reason) implements Outcome {}

    /// Not now; later.
    record NotYet(String reason) implements Outcome {}
  }

  /// The way back from one notebook to the one before, which differ in this cell; empty when they
  /// do not.
  static Optional<Undo> of(Notebook before, Notebook after, CellId id) {
    var old = before.find(id);
    var now = after.find(id);
    if (old.isEmpty()) {
      return now.map(added -> new Remove(added, after.raw(id).length()));
    }
    if (now.isEmpty()) {
      return Optional.of(new PutBack(id, Place.of(before, id), before.raw(id)));
    }
    if (before.indexOf(id) != after.indexOf(id)) {
      return Optional.of(new MoveBack(id, Place.of(before, id)));
    }
    var version = Version.of(now.get());
    if (!version.equals(Version.of(old.get()))) {
      return Optional.of(new Restore(id, Version.of(old.get()), before.raw(id), version));
    }
    return old.get().source().equals(now.get().source())
        ? Optional.empty()
        : Optional.of(new Rewrite(id, old.get().source(), now.get().source()));
  }

  /// After a cell was added.
  record Remove(Cell added, int weight) implements Undo {
    @Override
    public CellId cell() {
      return added.id();
    }

    @Override
    public String what() {
      return "added cell";
    }

    @Override
    public Outcome applyTo(Notebook notebook, Predicate<CellId> busy) {
      var now = notebook.find(cell());
      if (now.isEmpty()) {
        return gone();
      }
      return now.get().equals(added)
          ? new Outcome.Back(notebook.without(cell()))
          : new Outcome.Overtaken(
              "Somebody else changed the added cell since. Delete it if it should go.");
    }
  }

  /// After a cell was deleted.
  record PutBack(CellId cell, Place place, String raw) implements Undo {
    @Override
    public String what() {
      return "deleted cell";
    }

    @Override
    public Outcome applyTo(Notebook notebook, Predicate<CellId> busy) {
      return notebook.find(cell).isPresent()
          ? new Outcome.Overtaken("The deleted cell is there again already.")
          : new Outcome.Back(notebook.withRaw(place.in(notebook), raw));
    }

    @Override
    public int weight() {
      return raw.length();
    }
  }

  /// After a cell was moved.
  record MoveBack(CellId cell, Place place) implements Undo {
    @Override
    public String what() {
      return "moved cell";
    }

    @Override
    public Outcome applyTo(Notebook notebook, Predicate<CellId> busy) {
      if (notebook.find(cell).isEmpty()) {
        return gone();
      }
      var others = notebook.without(cell);
      return new Outcome.Back(others.withRaw(place.in(others), notebook.raw(cell)));
    }

    @Override
    public int weight() {
      return 0;
    }
  }

  /// After a text was written: it is taken back where it was written, and what others wrote
  /// elsewhere in the cell stays.
  record Rewrite(CellId cell, String before, String after) implements Undo {
    @Override
    public String what() {
      return "text";
    }

    @Override
    public Outcome applyTo(Notebook notebook, Predicate<CellId> busy) {
      return notebook
          .find(cell)
          .map(now ->
              TextChange.between(after, before)
                  .onto(after, now.source())
                  .<Outcome>map(text -> new Outcome.Back(notebook.withSource(cell, text)))
                  .orElseGet(() ->
                      new Outcome.Overtaken(
                          "Somebody else changed the same place of the text since, and what they"
                              + " wrote stays.")))
          .orElseGet(Undo::gone);
    }

    @Override
    public int weight() {
      return before.length() + after.length();
    }
  }

  /// After a cell got another result, kind or status; text written since stays.
  ///
  /// @param old what it was
  /// @param made what it became
  record Restore(CellId cell, Version old, String raw, Version made) implements Undo {
    @Override
    public String what() {
      return !old.kind().equals(made.kind())
          ? "kind of a cell"
          : old.status() != made.status() ? "status of a finding" : "result of a cell";
    }

    @Override
    public Outcome applyTo(Notebook notebook, Predicate<CellId> busy) {
      var now = notebook.find(cell);
      if (now.isEmpty()) {
        return gone();
      }
      if (!Version.of(now.get()).equals(made)) {
        return new Outcome.Overtaken(
            "Somebody else ran the cell, or changed its kind or status since, and that stays.");
      }
      return busy.test(cell)
          ? new Outcome.NotYet(BUSY)
          : new Outcome.Back(
              notebook.withRawInPlace(cell, raw).withSource(cell, now.get().source()));
    }

    @Override
    public int weight() {
      return raw.length();
    }
  }

  /// After any number of cells became what they were before; what others did since in other cells,
  /// and in other lines of the same, stays.
  ///
  /// @param cell the first of them
  record Whole(CellId cell, Notebook before, Notebook after) implements Undo {
    @Override
    public String what() {
      return "restored version";
    }

    @Override
    public Outcome applyTo(Notebook notebook, Predicate<CellId> busy) {
      var merge = NotebookMerge.of(after, notebook, before);
      if (!merge.conflicts().isEmpty()) {
        return new Outcome.Overtaken(
            "Somebody else changed the same cells since, and what they wrote stays. What was before"
                + " is in the history.");
      }
      return NotebookDifference.between(notebook, merge.notebook()).changed().stream()
              .anyMatch(one -> busy.test(one.id()))
          ? new Outcome.NotYet(BUSY)
          : new Outcome.Back(merge.notebook());
    }

    @Override
    public Optional<Undo> back(Notebook then, Notebook now) {
      return then.equals(now) ? Optional.empty() : Optional.of(new Whole(cell, then, now));
    }

    @Override
    public int weight() {
      return before.text().length() + after.text().length();
    }
  }

  /// Where a cell stood: behind which other one, or at which index when that is gone.
  record Place(Optional<CellId> behind, int index) {
    static Place of(Notebook notebook, CellId id) {
      var index = notebook.indexOf(id);
      return new Place(
          index == 0 ? Optional.empty() : Optional.of(notebook.cells().get(index - 1).id()), index);
    }

    int in(Notebook others) {
      return behind
          .map(others::indexOf)
          .filter(at -> at >= 0)
          .map(at -> at + 1)
          .orElseGet(() -> Math.min(index, others.cells().size()));
    }
  }

  /// What a cell is beside its text: which kind, which status, which result.
  record Version(CellKind kind, FindingStatus status, int count, Optional<Instant> executed) {
    static Version of(Cell cell) {
      return new Version(
          cell.kind(),
          cell.findingStatus(),
          cell.executionCount(),
          Execution.of(cell).map(Execution::at));
    }
  }

  private static Outcome gone() {
    return new Outcome.Overtaken("The cell is no longer there.");
  }
}
