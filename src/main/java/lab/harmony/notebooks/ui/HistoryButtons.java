package lab.harmony.notebooks.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import java.util.Optional;
import lab.harmony.design.IconButton;
import lab.harmony.design.LineIcon;

/// Undo and redo in the bar of a notebook; each says what it would take back or do again.
final class HistoryButtons extends Composite<Div> {
  private final IconButton undo;
  private final IconButton redo;

  HistoryButtons(Runnable undo, Runnable redo) {
    this.undo = new IconButton(LineIcon.UNDO, "Undo", _ -> undo.run());
    this.redo = new IconButton(LineIcon.REDO, "Redo", _ -> redo.run());
    getContent().addClassName("notebook__history");
    getContent().add(this.undo, this.redo);
    show(Optional.empty(), Optional.empty());
  }

  /// Shows what there is to take back and to do again, in a few words each.
  void show(Optional<String> undoable, Optional<String> redoable) {
    name(undo, "Undo", "Z", undoable);
    name(redo, "Redo", "Shift Z", redoable);
  }

  private static void name(IconButton button, String does, String keys, Optional<String> what) {
    button.setName(
        what.map(words -> "%s: %s (%s)".formatted(does, words, keys))
            .orElse("Nothing to %s".formatted(does.toLowerCase(java.util.Locale.ROOT))));
    button.setEnabled(what.isPresent());
  }
}
