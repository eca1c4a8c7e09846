package lab.harmony.notebooks.differences;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.Notebook;

/// Two changes of one notebook brought together, cell by cell: a cell is the same one by its id,
/// wherever it stands. Whatever only one side changed is as that side has it; texts that both
/// changed are merged by lines; of results that both changed, those that were found out last stand.
///
/// @param notebook what came of it; a valid notebook also where there are conflicts
/// @param conflicts what people have to look at
public record NotebookMerge(Notebook notebook, List<Conflict> conflicts) {

  public NotebookMerge {
    conflicts = List.copyOf(conflicts);
  }

  /// A cell that both changed, and not in the same way.
  ///
  /// @param words what was done about it, in a sentence
  public record Conflict(CellId cell, String words) {}

  /// @param base what both began from
  /// @param ours whose letters stay where nothing has to change
  public static NotebookMerge of(Notebook base, Notebook ours, Notebook theirs) {
    return new Merging(base, ours, theirs).merged();
  }

  /// How it is done.
  private static final class Merging {
    private final Notebook base;
    private final Notebook ours;
    private final Notebook theirs;
    private final List<Conflict> conflicts = new ArrayList<>();

    Merging(Notebook base, Notebook ours, Notebook theirs) {
      this.base = base;
      this.ours = ours;
      this.theirs = theirs;
    }

    NotebookMerge merged() {
      var gone = new ArrayList<CellId>();
      var merged = ours;
      for (var id : together()) {
        var raw = raw(id);
        if (raw.isEmpty()) {
          gone.add(id);
        } else if (merged.find(id).isEmpty()) {
          merged = merged.withRaw(merged.cells().size(), raw.get());
        } else if (!merged.raw(id).equals(raw.get())) {
          merged = merged.withRawInPlace(id, raw.get());
        }
      }
      for (var id : gone) {
        merged = merged.find(id).isPresent() ? merged.without(id) : merged;
      }
      return new NotebookMerge(CellMerge.details(ordered(merged), base, ours, theirs), conflicts);
    }

    private List<CellId> together() {
      var all = new LinkedHashSet<>(ids(ours));
      all.addAll(ids(theirs));
      all.addAll(ids(base));
      return List.copyOf(all);
    }

    /// What a cell becomes as it is written; empty where it goes.
    private Optional<String> raw(CellId id) {
      var was = text(base, id);
      var mine = text(ours, id);
      var other = text(theirs, id);
      if (mine.equals(other) || was.equals(other)) {
        return mine;
      }
      if (was.equals(mine)) {
        return other;
      }
      if (mine.isPresent() && other.isPresent()) {
        var cell = CellMerge.of(id, base, ours, theirs);
        conflicts.addAll(cell.conflicts());
        return Optional.of(cell.raw());
      }
      // One side took it away, the other one changed it.
      var changed = mine.isPresent() ? ours : theirs;
      if (source(changed, id).equals(source(base, id))) {
        return Optional.empty();
      }
      conflicts.add(
          new Conflict(id, "one side deleted it, the other one changed its text: it stays"));
      return mine.or(() -> other);
    }

    private static Optional<String> text(Notebook notebook, CellId id) {
      return notebook.find(id).map(_ -> notebook.raw(id));
    }

    private static Optional<String> source(Notebook notebook, CellId id) {
      return notebook.find(id).map(Cell::source);
    }

    /// In the order of the side that changed it; what only the other one has stands behind what it
    /// stood behind there.
    private Notebook ordered(Notebook merged) {
      var mineIsOld = NotebookDifference.moved(ids(base), ids(ours)).isEmpty();
      var first = mineIsOld ? theirs : ours;
      var second = mineIsOld ? ours : theirs;
      var order = NotebookDifference.together(ids(second), ids(first));
      order.retainAll(ids(merged));
      var result = merged;
      for (int i = 0; i < order.size(); i++) {
        var id = order.get(i);
        if (!result.cells().get(i).id().equals(id)) {
          result = result.moved(id, i);
        }
      }
      return result;
    }

    private static List<CellId> ids(Notebook notebook) {
      return notebook.cells().stream().map(Cell::id).toList();
    }
  }
}
