package lab.harmony.notebooks.spi;

import com.vaadin.flow.component.Component;
import java.util.List;
import java.util.Optional;
import lab.harmony.notebooks.cells.CellStanding;
import lab.harmony.notebooks.cells.CellWork;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellKind;

/// How the results of one kind of cell look on the page; offered as a bean and found by its kind. A
/// kind without one shows what its handler renders.
public interface CellView {

  CellKind kind();

  /// Parts of its own for what stands in the file; empty where what the handler renders will do.
  default List<Component> results(Cell cell, ResultPlace place) {
    return List.of();
  }

  /// A part that shows the work of a cell as it goes on; made once for each work, by its key.
  default Optional<WorkPart> work(CellWork work, ResultPlace place) {
    return Optional.empty();
  }

  /// Shows work in place of the stored result.
  interface WorkPart {
    Component component();

    /// Shows what is another than before.
    void show(CellStanding now);
  }
}
