package lab.harmony.notebooks.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import lab.harmony.design.IconButton;
import lab.harmony.notebooks.Cell;
import lab.harmony.notebooks.CellState;
import lab.harmony.notebooks.FindingStatus;

/// The controls of a cell; they appear at the one cell that somebody works with.
final class CellTools extends Composite<Div> {
  private final IconButton run;
  private final IconButton stop;
  private final Select<FindingStatus> status = new Select<>();
  private final boolean executable;

  CellTools(Cell cell, CellActions actions) {
    var id = cell.id();
    executable = cell.kind().executable();
    var kind = new Span(KindMenu.label(cell.kind()));
    kind.addClassName("cell__kind");
    run = new IconButton(VaadinIcon.PLAY, "Run this cell (Ctrl Enter)", _ -> actions.run(id));
    stop = new IconButton(VaadinIcon.STOP, "Stop", _ -> actions.stop(id));
    var change = new IconButton(VaadinIcon.EXCHANGE, "Change the kind", _ -> {});
    KindMenu.on(change, chosen -> actions.changeKind(id, chosen));
    var buttons =
        new Div(
            run,
            stop,
            new IconButton(
                VaadinIcon.ARROW_UP, "Move up (Ctrl Shift ↑)", _ -> actions.move(id, -1)),
            new IconButton(
                VaadinIcon.ARROW_DOWN, "Move down (Ctrl Shift ↓)", _ -> actions.move(id, 1)),
            change,
            new IconButton(VaadinIcon.TRASH, "Delete (D D)", _ -> actions.delete(id)));
    buttons.addClassName("cell__buttons");
    status.setItems(FindingStatus.values());
    status.setItemLabelGenerator(FindingStatus::word);
    status.setAriaLabel("Status of the finding");
    status.addClassName("cell__status");
    status.setVisible(cell.kind() == lab.harmony.notebooks.CellKind.FINDING);
    status.addValueChangeListener(change2 -> {
      if (change2.isFromClient()) {
        actions.setStatus(id, change2.getValue());
      }
    });
    getContent().addClassName("cell__tools");
    getContent().add(kind, status, buttons);
  }

  void show(Cell cell, CellState state) {
    run.setVisible(executable && !state.busy());
    stop.setVisible(executable && state.busy());
    status.setValue(cell.findingStatus());
  }
}
