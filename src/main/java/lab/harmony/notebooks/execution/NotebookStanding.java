package lab.harmony.notebooks.execution;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import lab.harmony.notebooks.cells.CellStanding;
import lab.harmony.notebooks.cells.CellState;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.notebooks.store.OpenedNotebook;

/// A notebook and where its cells stand, as of one moment: what every open page of it shows.
///
/// @param cells in the notebook's order; none when it cannot be read
public record NotebookStanding(OpenedNotebook opened, List<CellStanding> cells) {

  public NotebookStanding {
    cells = List.copyOf(cells);
  }

  public Optional<CellStanding> find(CellId id) {
    return cells.stream().filter(it -> it.cell().id().equals(id)).findFirst();
  }

  /// The cells whose results are not those of what the notebook says now: also of those whose last
  /// execution failed, which may have one of before.
  public Set<CellId> stale() {
    return cells.stream()
        .filter(
            it -> it.state() instanceof CellState.Stale || it.state() instanceof CellState.Failed)
        .map(it -> it.cell().id())
        .collect(Collectors.toUnmodifiableSet());
  }

  /// The cells of another version of the notebook, each with what is known of it.
  public NotebookStanding with(Notebook changed) {
    Map<CellId, CellStanding> known =
        cells.stream().collect(Collectors.toMap(it -> it.cell().id(), Function.identity()));
    return new NotebookStanding(
        new OpenedNotebook.Readable(changed),
        changed.cells().stream()
            .map(cell -> {
              var before = known.get(cell.id());
              return before != null && before.cell().kind().equals(cell.kind())
                  ? before.with(cell)
                  : CellStanding.of(cell);
            })
            .toList());
  }

  /// The cells from top to bottom.
  public List<CellId> order() {
    return cells.stream().map(CellStanding::cell).map(Cell::id).toList();
  }

  /// The cell below another; of the last one, that above it.
  public Optional<CellId> neighbour(CellId cell) {
    var order = order();
    var at = order.indexOf(cell);
    var next = at + 1 < order.size() ? at + 1 : at - 1;
    return next < 0 ? Optional.empty() : Optional.of(order.get(next));
  }
}
