package lab.harmony.notebooks.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Pre;
import java.util.function.Consumer;
import lab.harmony.design.Problem;
import lab.harmony.notebooks.document.CellId;

/// Texts that a person was writing in cells which are gone: each until it is added as a new cell or
/// discarded.
final class OrphanTexts extends Composite<Div> {
  private final Consumer<String> add;
  private final Consumer<CellId> forget;

  /// @param add makes a new cell of a text
  /// @param forget drops what is kept of the text of a cell
  OrphanTexts(Consumer<String> add, Consumer<CellId> forget) {
    this.add = add;
    this.forget = forget;
    getContent().addClassName("notebook__orphans");
  }

  void show(CellId cell, String text) {
    var notice = new Div();
    var adding =
        new Button(
            "Add it as a new cell",
            _ -> {
              add.accept(text);
              drop(cell, notice);
            });
    notice.add(
        new Problem(
            "The cell you were writing in was deleted",
            "Your text is here.",
            new Pre(text),
            adding,
            new Button("Discard it", _ -> drop(cell, notice))));
    getContent().add(notice);
  }

  private void drop(CellId cell, Div notice) {
    forget.accept(cell);
    getContent().remove(notice);
  }
}
