package lab.harmony.notebooks.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.shared.Registration;
import java.util.function.Consumer;
import lab.harmony.notebooks.document.CellKind;

/// The place between two cells where another one can be added. There is one after every cell and
/// few are ever used, so the menu is made when it is asked for.
final class Inserter extends Composite<Div> {

  /// Pressed once more, when the menu that was made for it listens.
  private static final String PRESS =
      """
      customElements.whenDefined('vaadin-context-menu').then(() => setTimeout(() => {
        const box = this.getBoundingClientRect();
        this.dispatchEvent(new MouseEvent('click',
            { bubbles: true, composed: true, clientX: box.left, clientY: box.bottom }));
      }));
      """;

  private final NativeButton button = new NativeButton("+ Add");
  private final KindsOnPage kinds;
  private final Consumer<CellKind> add;
  private final Registration asking;

  Inserter(KindsOnPage kinds, Consumer<CellKind> add) {
    this.kinds = kinds;
    this.add = add;
    button.addClassName("inserter__button");
    button.getElement().setAttribute("aria-label", "Add a cell here");
    asking = button.addClickListener(_ -> openMenu());
    getContent().addClassName("inserter");
    getContent().add(button);
  }

  private void openMenu() {
    asking.remove();
    KindMenu.on(button, kinds.offered(), add);
    button.getElement().executeJs(PRESS);
  }
}
