package lab.harmony.notebooks.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import java.util.function.Consumer;
import lab.harmony.notebooks.CellKind;

/// The place between two cells where another one can be added.
final class Inserter extends Composite<Div> {

  Inserter(Consumer<CellKind> add) {
    var button = new NativeButton("+ Add");
    button.addClassName("inserter__button");
    button.getElement().setAttribute("aria-label", "Add a cell here");
    KindMenu.on(button, add);
    getContent().addClassName("inserter");
    getContent().add(button);
  }
}
