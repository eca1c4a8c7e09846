package lab.harmony.training.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;

/// Keeps the keyboard in a group of buttons of which others are shown after each press: when the
/// one that was pressed is gone, the first that is there has the focus.
final class NextButton {

  private static final String FOCUS =
      """
      const at = document.activeElement;
      const isGone = !at || at === document.body || at.disabled || at.closest('[hidden]');
      if (isGone) {
        this.querySelector('vaadin-button:not([hidden]):not([disabled])')?.focus({preventScroll: true});
      }
      """;

  private final Component group;
  private boolean pressed;

  NextButton(Component group) {
    this.group = group;
  }

  /// A button of the group that does so.
  Button button(String words, Runnable act) {
    return new Button(
        words,
        _ -> {
          pressed = true;
          act.run();
        });
  }

  /// Others may be shown now.
  void changed() {
    if (pressed) {
      group.getElement().executeJs(FOCUS);
    }
  }
}
