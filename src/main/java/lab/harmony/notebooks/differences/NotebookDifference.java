package lab.harmony.notebooks.differences;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.Notebook;

/// What became of each cell between two notebooks; a cell is the same one by its id.
///
/// @param cells of both: in the order of the second one, those that are gone where they stood
/// @param metadata whether that of the whole notebook is another
public record NotebookDifference(List<CellDifference> cells, boolean metadata) {

  /// As many groups as a line takes.
  private static final int MOST = 3;

  public NotebookDifference {
    cells = List.copyOf(cells);
  }

  public static NotebookDifference between(Notebook before, Notebook after) {
    var old = ids(before);
    var now = ids(after);
    var moved = moved(old, now);
    return new NotebookDifference(
        together(old, now).stream()
            .map(id -> CellDifference.of(id, before, after, moved.contains(id)))
            .toList(),
        !before.metadata().equals(after.metadata()));
  }

  /// The cells that are not as they were.
  public List<CellDifference> changed() {
    return cells.stream().filter(CellDifference::isOne).toList();
  }

  public boolean isNone() {
    return changed().isEmpty() && !metadata;
  }

  /// Whether nothing but the text of one cell is another.
  public boolean isTextOfOne() {
    return !metadata
        && changed().size() == 1
        && changed().getFirst().aspects().equals(Set.of(Aspect.TEXT));
  }

  /// What was changed, in a few words: `text of a run cell, 2 cells deleted`.
  public String words() {
    var groups = new LinkedHashMap<String, List<CellDifference>>();
    for (var aspect : Aspect.values()) {
      for (var cell : cells) {
        if (cell.aspects().contains(aspect)) {
          groups.computeIfAbsent(aspect.name(), _ -> new ArrayList<>()).add(cell);
        }
      }
    }
    var words = new ArrayList<String>();
    groups.forEach((aspect, of) -> words.add(words(Aspect.valueOf(aspect), of)));
    if (metadata) {
      words.add("details of the notebook");
    }
    if (words.isEmpty()) {
      return "nothing that is shown";
    }
    return words.stream().limit(MOST).collect(Collectors.joining(", "))
        + (words.size() > MOST ? " and more" : "");
  }

  private static String words(Aspect aspect, List<CellDifference> cells) {
    var what =
        cells.size() == 1
            ? "%s cell".formatted(cells.getFirst().cell().kind().word())
            : "%d cells".formatted(cells.size());
    var one = cells.size() == 1 ? "a " + what : what;
    return switch (aspect) {
      case ADDED, DELETED, MOVED -> "%s %s".formatted(one, aspect.words());
      default -> "%s of %s".formatted(aspect.words(), one);
    };
  }

  private static List<CellId> ids(Notebook notebook) {
    return notebook.cells().stream().map(Cell::id).toList();
  }

  /// Those of both: the second one's order, and what is gone behind what it stood behind.
  static List<CellId> together(List<CellId> old, List<CellId> now) {
    var all = new ArrayList<>(now);
    for (int i = 0; i < old.size(); i++) {
      if (!all.contains(old.get(i))) {
        all.add(i == 0 ? 0 : all.indexOf(old.get(i - 1)) + 1, old.get(i));
      }
    }
    return all;
  }

  /// As few as possible of those in both that explain how the order became another one.
  static Set<CellId> moved(List<CellId> old, List<CellId> now) {
    var before = old.stream().filter(now::contains).toList();
    var after = now.stream().filter(old::contains).toList();
    var moved = new HashSet<>(before);
    LongestCommon.of(before, after).forEach(pair -> moved.remove(before.get(pair.first())));
    return moved;
  }
}
