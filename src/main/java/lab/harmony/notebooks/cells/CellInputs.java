package lab.harmony.notebooks.cells;

import java.util.List;

/// What a cell rests on.
///
/// @param cells the executable cells whose results it shows, here or in other notebooks: it is
///   stale while one of them is not finished
public record CellInputs(Basis basis, List<CellContext> cells) {

  public CellInputs {
    cells = List.copyOf(cells);
  }

  public CellInputs(Basis basis) {
    this(basis, List.of());
  }
}
