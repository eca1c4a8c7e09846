package lab.harmony.notebooks.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import java.util.List;
import java.util.function.Consumer;
import lab.harmony.notebooks.cells.CellHandler;
import lab.harmony.notebooks.document.CellKind;

/// A menu of the kinds of cell.
final class KindMenu {

  static void on(Component target, List<CellHandler> kinds, Consumer<CellKind> chosen) {
    var menu = new ContextMenu(target);
    menu.setOpenOnClick(true);
    kinds.forEach(kind -> menu.addItem(kind.label(), _ -> chosen.accept(kind.kind())));
  }

  private KindMenu() {}
}
