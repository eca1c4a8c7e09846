package lab.harmony.comparison.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The control that opens and closes the pairs of a comparison, and the place where they are then.
final class PairsOpener {

  private final Supplier<ShownPairs> pairs;
  private final String closed;
  private final Button button = new Button();
  private final Div rows = new Div();

  /// @param closed what the control says while they are closed
  /// @param told told when somebody opens or closes them
  PairsOpener(String closed, Supplier<ShownPairs> pairs, Consumer<Boolean> told) {
    this.closed = closed;
    this.pairs = pairs;
    button.addClickListener(_ -> {
      show(!isOpen());
      told.accept(isOpen());
    });
    name();
  }

  /// `Show the 48 pairs`.
  static String words(int count) {
    return count == 1 ? "Show the pair" : "Show the %d pairs".formatted(count);
  }

  Button button() {
    return button;
  }

  Div rows() {
    return rows;
  }

  void show(boolean open) {
    rows.removeAll();
    if (open) {
      rows.add(new PairList(pairs.get()));
    }
    name();
  }

  private boolean isOpen() {
    return rows.getComponentCount() > 0;
  }

  private void name() {
    button.setText(isOpen() ? closed.replaceFirst("Show", "Hide") : closed);
    button.getElement().setAttribute("aria-expanded", Boolean.toString(isOpen()));
  }
}
