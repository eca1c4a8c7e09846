package lab.harmony.notebooks.spi;

import com.vaadin.flow.component.Component;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import lab.harmony.notebooks.cells.CellStanding;
import lab.harmony.notebooks.cells.CellWork;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.store.Edit;
import lab.harmony.people.Actor;

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

  /// How what a cell had before is shown; empty where a kind keeps nothing of it. The control that
  /// opens it stands in no cell of such a kind.
  default Optional<Earlier> earlier() {
    return Optional.empty();
  }

  /// Makes the part that shows what a cell had before, each time somebody opens it.
  @FunctionalInterface
  interface Earlier {
    EarlierPart open(EarlierPlace place);
  }

  /// Shows what a cell had before.
  interface EarlierPart {
    Component component();

    /// The cell has something else to show now.
    void refresh();
  }

  /// Where it is shown.
  ///
  /// @param person who looks
  /// @param done hears what came of a change of the notebook
  /// @param close closes the part
  record EarlierPlace(
      ExperimentSlug experiment, CellId cell, Actor person, Consumer<Edit> done, Runnable close) {}

  /// Shows work in place of the stored result.
  interface WorkPart {
    Component component();

    /// Shows what is another than before.
    void show(CellStanding now);
  }
}
