package lab.harmony.notebooks.cells;

import java.util.List;
import lab.harmony.notebooks.document.Output;

/// What came of executing a cell.
///
/// @param basis what it was made from
/// @param outputs as they stand in the file; a result that others shall see has one of the forms
///   that every reader of notebooks knows beside its own
public record CellResult(Basis basis, List<Output> outputs) {

  public CellResult {
    outputs = List.copyOf(outputs);
  }
}
