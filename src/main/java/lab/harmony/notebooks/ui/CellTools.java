package lab.harmony.notebooks.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import lab.harmony.notebooks.cells.CellHandler;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.FindingStatus;
import org.jspecify.annotations.Nullable;

/// What a cell is, and the place where the notebook's one set of controls comes to stand.
final class CellTools extends Composite<Div> {
  private final @Nullable Select<FindingStatus> status;

  CellTools(Cell cell, CellHandler handler, CellActions actions) {
    var kind = new Span(handler.label());
    kind.addClassName("cell__kind");
    var buttons = new Div();
    buttons.addClassName("cell__buttons");
    getContent().addClassName("cell__tools");
    getContent().add(kind);
    status = cell.kind().equals(CellKind.FINDING) ? status(cell, actions) : null;
    if (status != null) {
      getContent().add(status);
    }
    getContent().add(buttons);
  }

  void show(Cell cell) {
    if (status != null) {
      status.setValue(cell.findingStatus());
    }
  }

  private static Select<FindingStatus> status(Cell cell, CellActions actions) {
    var choice = new Select<FindingStatus>();
    choice.setItems(FindingStatus.values());
    choice.setItemLabelGenerator(FindingStatus::word);
    choice.setAriaLabel("Status of the finding");
    choice.addClassName("cell__status");
    choice.addValueChangeListener(change -> {
      if (change.isFromClient()) {
        actions.setStatus(cell.id(), change.getValue());
      }
    });
    return choice;
  }
}
